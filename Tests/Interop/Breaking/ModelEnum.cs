namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>An enum, at the top of its file or in a message.</summary>
internal sealed class ModelEnum
{
    public required string Name { get; set; }

    public string? Parent { get; set; }

    public string FullName => Parent is null ? Name : $"{Parent}.{Name}";

    public List<(string Name, int Number)> Values { get; init; } = [];

    public List<(int First, int Last)> Numbers { get; init; } = [];

    public List<string> Names { get; init; } = [];

    public ModelEnum Copy() => new()
    {
        Name = Name,
        Parent = Parent,
        Values = [.. Values],
        Numbers = [.. Numbers],
        Names = [.. Names],
    };
}
