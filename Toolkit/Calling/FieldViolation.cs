namespace CodeFirst.Calling;

/// <summary>Why a field of a request is invalid.</summary>
/// <param name="Field">The name of the field in the .proto file, such as <c>page_size</c>.</param>
/// <param name="Description">What is wrong with it, in English.</param>
public sealed record FieldViolation(string Field, string Description);
