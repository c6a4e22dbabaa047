namespace CodeFirst.Tests.Interop.Served.Invented;

/// <summary>An enum with or without what protobuf asks of one.</summary>
internal sealed class RandomEnum(Choice choice, string name)
{
    public string Name => name;

    public string Source { get; } = choice.Below(8) switch
    {
        0 => $"public enum {name} {{ Small = 1, Large = 2 }}",
        1 => $"public enum {name} {{ None = 0, Nothing = 0, Some = 1 }}",
        2 => $"[Flags] public enum {name} {{ None, Read = 1, Write = 2, Both = 3 }}",
        3 => $"public enum {name} : long {{ None, Big = 5_000_000_000 }}",
        4 => $"public enum {name} : sbyte {{ Below = -1, None = 0, Some = 1 }}",
        5 => $"[DataContract] public enum {name} {{ [EnumMember(Value = \"{name}_UNSPECIFIED\")] None, [EnumMember] Some = 3 }}",
        6 => $"public enum {name} : byte {{ Red, Green, Blue = 255 }}",
        _ => $"public enum {name} {{ None, Some, More = 7 }}",
    };
}
