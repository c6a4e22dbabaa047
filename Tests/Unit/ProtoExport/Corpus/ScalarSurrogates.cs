using ProtoBuf.Meta;

// <ProtoExportModel>Corpus.Setup.AddBadges</ProtoExportModel>
namespace Corpus;

/// <summary>Types that are written as one number or text.</summary>
[Service("corpus.scalar_surrogates.v1.Badges")]
public interface IBadges
{
    ValueTask<Team> Register(Team team);

    ValueTask<List<Badge>> Sort(List<Badge> badges);

    IAsyncEnumerable<Dictionary<string, Badge>> Assign(Team team);
}

[ProtoContract]
public sealed class Team
{
    [ProtoMember(1)]
    public List<Badge> Badges { get; set; } = [];

    // protobuf-net neither writes nor reads them packed.
    [ProtoMember(2, IsPacked = true)]
    public Badge[] Packed { get; set; } = [];

    [ProtoMember(3)]
    public List<Ratio> Ratios { get; set; } = [];

    [ProtoMember(4)]
    public List<Tag> Tags { get; set; } = [];

    [ProtoMember(5)]
    public Dictionary<string, Badge> ByName { get; set; } = [];

    [ProtoMember(6)]
    public Dictionary<Badge, string> Names { get; set; } = [];

    [ProtoMember(7)]
    public (Badge Badge, Tag Tag) Pair { get; set; }

    [ProtoMember(8)]
    public Tag Tag { get; set; }

    [ProtoMember(9, IsPacked = true)]
    public List<DateOnly> Days { get; set; } = [];

    [ProtoMember(10)]
    public Seat Seat { get; set; } = new();

    [ProtoMember(11)]
    public List<Seat> Seats { get; set; } = [];

    // Nothing sent is another value than an empty text, which other languages cannot say in a map.
    [ProtoMember(12)]
    public Dictionary<string, Tag> Tagged { get; set; } = [];
}

[ProtoContract(Surrogate = typeof(int))]
public sealed class Seat
{
    public int Number { get; init; }

    public static implicit operator int(Seat seat) => seat.Number;

    public static implicit operator Seat(int number) => new() { Number = number };
}

public readonly record struct Badge(int Number);

public readonly record struct Ratio(double Value);

public readonly record struct Tag(string Text);

public static class Setup
{
    public static void AddBadges(RuntimeTypeModel model)
    {
        model.DefaultCompatibilityLevel = CompatibilityLevel.Level300;
        model.SetSurrogate<Badge, int>(ToNumber, ToBadge);
        model.SetSurrogate<Ratio, double>(ToValue, ToRatio);
        model.SetSurrogate<Tag, string>(ToText, ToTag);
    }

    private static int ToNumber(Badge badge) => badge.Number;

    private static Badge ToBadge(int number) => new(number);

    private static double ToValue(Ratio ratio) => ratio.Value;

    private static Ratio ToRatio(double value) => new(value);

    private static string ToText(Tag tag) => tag.Text;

    private static Tag ToTag(string text) => new(text);
}
