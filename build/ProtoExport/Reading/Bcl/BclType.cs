using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading.Bcl;

/// <summary>A value in the form that protobuf-net has for it below compatibility level 240 or 300.</summary>
/// <param name="Message">The message, for which <see cref="BclFile"/> is imported.</param>
/// <param name="Level">The first level that writes another form.</param>
/// <param name="Note">How to read the value.</param>
/// <param name="IsAbsentWhenZero">Whether zero is not sent where it cannot be told from absence.</param>
internal sealed record BclType(WellKnownType Message, CompatibilityLevel Level, string Note, bool IsAbsentWhenZero)
{
    private static readonly Dictionary<Type, BclType> Types = new()
    {
        [typeof(DateTime)] = new(
            new(".bcl.DateTime", BclFile.Name),
            CompatibilityLevel.Level240,
            "A date and time: value times scale since 1970-01-01. .NET says nothing about its time zone unless kind is set.",
            IsAbsentWhenZero: false),
        [typeof(TimeSpan)] = new(
            new(".bcl.TimeSpan", BclFile.Name), CompatibilityLevel.Level240, "A time span: value times scale.", IsAbsentWhenZero: true),
        [typeof(Guid)] = new(
            new(".bcl.Guid", BclFile.Name),
            CompatibilityLevel.Level300,
            "A GUID in the byte order of .NET; bcl.Guid says which.",
            IsAbsentWhenZero: true),
        [typeof(decimal)] = new(
            new(".bcl.Decimal", BclFile.Name),
            CompatibilityLevel.Level300,
            "A decimal number: (hi * 2^64 + lo) / 10^(signScale / 2), negative if signScale is odd.",
            IsAbsentWhenZero: true),
    };

    /// <summary>The form of a value at a compatibility level, or null if the level has another.</summary>
    public static BclType? Find(Type type, CompatibilityLevel level) =>
        Types.GetValueOrDefault(type) is { } found && level < found.Level ? found : null;
}
