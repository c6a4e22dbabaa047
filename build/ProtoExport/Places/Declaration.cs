namespace CodeFirst.ProtoExport.Places;

/// <summary>A type or member that a source file declares.</summary>
/// <param name="Type">The type as reflection names it: <c>Shop.Page`1+Item</c>.</param>
/// <param name="Member">The member, or null for the type itself.</param>
/// <param name="Parameters">The names of the parameters of a method, or null for what is none.</param>
/// <param name="At">The name in the source.</param>
internal sealed record Declaration(string Type, string? Member, IReadOnlyList<string>? Parameters, SourceToken At);
