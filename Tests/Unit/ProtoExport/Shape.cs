using System.Runtime.Serialization;
using ProtoBuf;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>
/// Every type a field may have.
/// <para>Second paragraph with <c>code</c>, <see langword="null"/>, a &lt; b &amp; "quotes", and enough words to need
/// more than one line of the printed file, whose lines end before they are too long to read.</para>
/// </summary>
[DataContract(Name = "Shape")]
[CompatibilityLevel(CompatibilityLevel.Level300)]
public sealed record Shape
{
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; init; } = "";

    [DataMember(Name = "is_round", Order = 2)]
    public bool IsRound { get; init; }

    [DataMember(Name = "sides", Order = 3)]
    public int Sides { get; init; }

    [DataMember(Name = "mask", Order = 4)]
    public uint Mask { get; init; }

    [DataMember(Name = "area", Order = 5)]
    public long Area { get; init; }

    [DataMember(Name = "hash", Order = 6)]
    public ulong Hash { get; init; }

    [DataMember(Name = "width", Order = 7)]
    public float Width { get; init; }

    [DataMember(Name = "height", Order = 8)]
    public double Height { get; init; }

    [DataMember(Name = "picture", Order = 9)]
    public byte[] Picture { get; init; } = [];

    [DataMember(Name = "color", Order = 10)]
    public ShapeColor Color { get; init; }

    [DataMember(Name = "parent", Order = 11)]
    public Shape? Parent { get; init; }

    [DataMember(Name = "made_at", Order = 12)]
    public DateTime? MadeAt { get; init; }

    [DataMember(Name = "lasts", Order = 13)]
    public TimeSpan Lasts { get; init; }

    /// <summary>Absent if nobody counted.</summary>
    [DataMember(Name = "maybe_count", Order = 14)]
    public int? MaybeCount { get; init; }

    [DataMember(Name = "maybe_text", Order = 15)]
    public string? MaybeText { get; init; }

    [DataMember(Name = "maybe_bytes", Order = 16)]
    public byte[]? MaybeBytes { get; init; }

    [DataMember(Name = "maybe_color", Order = 17)]
    public ShapeColor? MaybeColor { get; init; }

    [DataMember(Name = "tags", Order = 18)]
    public List<string> Tags { get; init; } = [];

    [DataMember(Name = "loose", Order = 19)]
    public List<int> Loose { get; init; } = [];

    [ProtoMember(20, Name = "tight", IsPacked = true)]
    public List<long> Tight { get; init; } = [];

    [DataMember(Name = "children", Order = 21)]
    public List<Shape> Children { get; init; } = [];

    [DataMember(Name = "labels_by_name", Order = 22)]
    public Dictionary<string, string> LabelsByName { get; init; } = [];

    [DataMember(Name = "by_number", Order = 23)]
    public Dictionary<int, Shape> ByNumber { get; init; } = [];

    [ProtoMember(24, Name = "delta", DataFormat = DataFormat.ZigZag)]
    public int Delta { get; init; }

    [DataMember(Name = "colors", Order = 25)]
    public Dictionary<ulong, ShapeColor> Colors { get; init; } = [];
}
