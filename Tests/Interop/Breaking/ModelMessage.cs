namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>A message. One that is a leaf refers to no other message, and is in a file of its own.</summary>
internal sealed class ModelMessage
{
    public required string Name { get; set; }

    public required bool IsLeaf { get; set; }

    public List<ModelField> Fields { get; init; } = [];

    public List<(int First, int Last)> Numbers { get; init; } = [];

    public List<string> Names { get; init; } = [];

    public ModelMessage Copy() => new()
    {
        Name = Name,
        IsLeaf = IsLeaf,
        Fields = [.. Fields.Select(field => field with { })],
        Numbers = [.. Numbers],
        Names = [.. Names],
    };
}
