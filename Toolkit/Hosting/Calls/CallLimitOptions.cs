using System.Globalization;

namespace CodeFirst.Hosting.Calls;

/// <summary>How much one call, and one caller, may take of the server.</summary>
internal sealed class CallLimitOptions
{
    public const int LeastMetadataBytes = 1024;
    public const int MostMetadataBytes = 262_144;
    public const int MostSeconds = 86_400;
    public const int MostStreams = 1_000_000;

    public static readonly Setting[] Settings =
    [
        new(
            "Calls:MaxMetadataBytes",
            "The most metadata of a call: names and values, and 32 bytes for each, 1024 to 262144. More is RESOURCE_EXHAUSTED.",
            "32768"),
        new(
            "Calls:DeadlineSeconds",
            "How long a unary call without a deadline may take, up to 86400. Then it is DEADLINE_EXCEEDED. 0: no limit.",
            "30"),
        new(
            "Calls:WriteTimeoutSeconds",
            "How long a message of a stream may wait for a caller that does not read, up to 86400. Then the stream is reset. 0: no limit.",
            "30"),
        new(
            "Calls:StreamsPerCaller",
            "How many streams a caller may have open, up to 1000000. One more is RESOURCE_EXHAUSTED. 0: no limit.",
            "1000"),
    ];

    private readonly List<(string Name, string Text, int Least, int Most, int Default)> _malformed = [];

    /// <summary>The most metadata of a call, in bytes: names and values, and 32 for each, as HTTP/2 counts. Default 32768.</summary>
    public int MaxMetadataBytes { get; set; } = 32_768;

    /// <summary>How long a unary call may take whose caller set no deadline. Null: no limit. Default 30 seconds.</summary>
    public TimeSpan? Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one message of a stream may wait to be taken by its caller. Null: no limit. Default 30 seconds.</summary>
    public TimeSpan? WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many streams one caller may have open at a time. Null: no limit. Default 1000.</summary>
    public int? StreamsPerCaller { get; set; } = 1000;

    /// <summary>Gets what is wrong, so that it can be named.</summary>
    public IEnumerable<string> Failures => _malformed.Select(one =>
        $"Calls__{one.Name} is {OneLine.Of(one.Text)}: set it to a whole number from {one.Least} to {one.Most}, or unset it for"
        + $" {one.Default}.");

    public void Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Calls");
        MaxMetadataBytes = Number(section, nameof(MaxMetadataBytes), LeastMetadataBytes, MostMetadataBytes, MaxMetadataBytes);
        Deadline = Seconds(section, "DeadlineSeconds", Deadline);
        WriteTimeout = Seconds(section, "WriteTimeoutSeconds", WriteTimeout);
        var streams = Number(section, nameof(StreamsPerCaller), 0, MostStreams, StreamsPerCaller ?? 0);
        StreamsPerCaller = streams > 0 ? streams : null;
    }

    private TimeSpan? Seconds(IConfigurationSection section, string name, TimeSpan? value)
    {
        var seconds = Number(section, name, 0, MostSeconds, (int)value.GetValueOrDefault().TotalSeconds);

        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private int Number(IConfigurationSection section, string name, int least, int most, int value)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return value;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _malformed.Add((name, text, least, most, value));

        return value;
    }
}
