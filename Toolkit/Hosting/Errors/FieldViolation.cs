namespace CodeFirst.Hosting;

/// <summary>What is wrong with a field of a request.</summary>
/// <param name="Field">The field's name in the .proto, such as <c>page_size</c>; inside a message <c>address.city</c>.</param>
/// <param name="Description">What it must be, as a sentence.</param>
public sealed record FieldViolation(string Field, string Description);
