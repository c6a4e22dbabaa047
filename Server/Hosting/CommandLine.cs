namespace CodeFirst.Server.Hosting;

/// <summary>Refuses arguments the server would otherwise ignore: a misspelt setting must not start it with the default.</summary>
internal static class CommandLine
{
    private static readonly string[] Settings =
    [
        "PORT", "Storage", "migrate-from", "Authentication", "Logging", "K_SERVICE", "K_REVISION", "GOOGLE_CLOUD_PROJECT",
    ];

    // The names .NET's own host knows; test hosts and tools pass them.
    private static readonly string[] HostSettings = ["environment", "contentRoot", "applicationName", "webRoot"];

    public static void Check(ReadOnlySpan<string> args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || !IsKnown(NameOf(argument)))
            {
                throw Unknown(argument);
            }

            if (!argument.Contains('=', StringComparison.Ordinal) && ++i == args.Length)
            {
                throw new StartupException($"The argument {argument} has no value: write {argument}=VALUE.");
            }
        }
    }

    private static ReadOnlySpan<char> NameOf(string argument)
    {
        var name = argument.AsSpan(2);
        var end = name.IndexOf('=');
        return end < 0 ? name : name[..end];
    }

    private static bool IsKnown(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var end = name.IndexOf(':');
        var first = end < 0 ? name : name[..end];
        foreach (var known in Settings)
        {
            if (first.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var known in HostSettings)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static StartupException Unknown(string argument) => new(
        $"Unknown argument {OneLine.Of(argument)}: use --version, or --NAME=VALUE with {string.Join(", ", Settings)} or OTEL_*"
        + " (a section's settings as --Storage:Provider=…). Environment variables do the same.");
}
