using ProtoBuf.Meta;

// <ProtoExportModel>Corpus.Setup.AddTimes</ProtoExportModel>
namespace Corpus;

[Service("corpus.set_up_model.v1.Shifts")]
public interface IShifts
{
    ValueTask<Shift> Plan(Shift shift);
}

[ProtoContract]
public sealed class Shift
{
    [ProtoMember(1)]
    public DateTimeOffset Starts { get; set; }

    [ProtoMember(2)]
    public DateTimeOffset? Ended { get; set; }

    [ProtoMember(3)]
    public List<DateTimeOffset> Breaks { get; set; } = [];

    [ProtoMember(4)]
    public LocalTime Opens { get; set; }

    [ProtoMember(5)]
    public List<LocalTime> Bells { get; set; } = [];

    [ProtoMember(6)]
    public Badge Badge { get; set; }

    [ProtoMember(7)]
    public Badge? Deputy { get; set; }
}

/// <summary>Is of a library: nobody can give it attributes.</summary>
public readonly struct LocalTime(int minute, long nanosecond) : IEquatable<LocalTime>
{
    public int Minute { get; } = minute;

    public long Nanosecond { get; } = nanosecond;

    public bool Equals(LocalTime other) => (Minute, Nanosecond) == (other.Minute, other.Nanosecond);
}

public readonly record struct Badge(int Number);

/// <summary>A point in time, and how its clock differs from UTC.</summary>
[ProtoContract]
public sealed class ZonedTime
{
    [ProtoMember(1)]
    public long UnixSeconds { get; set; }

    [ProtoMember(2)]
    public int OffsetMinutes { get; set; }

    public static implicit operator ZonedTime(DateTimeOffset value) =>
        new() { UnixSeconds = value.ToUnixTimeSeconds(), OffsetMinutes = (int)value.Offset.TotalMinutes };

    public static implicit operator DateTimeOffset(ZonedTime? value) => value is null
        ? default
        : DateTimeOffset.FromUnixTimeSeconds(value.UnixSeconds).ToOffset(TimeSpan.FromMinutes(value.OffsetMinutes));
}

public static class Setup
{
    /// <summary>In the form of the set-up methods of libraries, which a server calls with RuntimeTypeModel.Default.</summary>
    public static RuntimeTypeModel AddTimes(this RuntimeTypeModel model)
    {
        model.DefaultCompatibilityLevel = CompatibilityLevel.Level300;
        model.SetSurrogate<DateTimeOffset, ZonedTime>();
        model.SetSurrogate<LocalTime, (int Minute, long Nanosecond)>(ToPair, ToLocalTime);
        model.SetSurrogate<Badge, int>(ToNumber, ToBadge);
        return model;
    }

    private static (int Minute, long Nanosecond) ToPair(LocalTime time) => (time.Minute, time.Nanosecond);

    private static LocalTime ToLocalTime((int Minute, long Nanosecond) pair) => new(pair.Minute, pair.Nanosecond);

    private static int ToNumber(Badge badge) => badge.Number;

    private static Badge ToBadge(int number) => new(number);
}
