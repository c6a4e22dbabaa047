using Microsoft.Extensions.Configuration.CommandLine;

namespace CodeFirst.Hosting.Start;

/// <summary>Refuses arguments a program would otherwise ignore: a misspelt setting must not start it with the default.</summary>
internal static class CommandLine
{
    // What every program reads.
    private static readonly string[] CommonSettings =
    [
        "PORT", "Tls", "Connections", "Authentication", "Logging", "K_SERVICE", "K_REVISION", "GOOGLE_CLOUD_PROJECT",
    ];

    // The names .NET's own host knows; test hosts and tools pass them.
    private static readonly string[] HostSettings = ["environment", "contentRoot", "applicationName", "webRoot"];

    /// <summary>Answers <c>--version</c>, and checks the arguments if the program says which settings it has.</summary>
    public static void Run(WebApplicationBuilder builder, StartOptions options)
    {
        // What the builder was made with. A source is there for the host and another for the application, with the same arguments.
        var args = builder.Configuration.Sources.OfType<CommandLineConfigurationSource>().FirstOrDefault()?.Args ?? [];
        var given = StartArguments.Given(args);
        if (given is ["--version"])
        {
            Console.Out.WriteLine(ProgramVersion.Of(builder.Environment));
            Environment.Exit(0);
        }

        if (options.Settings is { } settings)
        {
            Check(given, settings);
        }
    }

    public static void Check(ReadOnlySpan<string> args, IReadOnlyList<string> ownSettings)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || !IsKnown(NameOf(argument), ownSettings))
            {
                throw Unknown(argument, ownSettings);
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

    private static bool IsKnown(ReadOnlySpan<char> name, IReadOnlyList<string> ownSettings)
    {
        if (name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var end = name.IndexOf(':');
        var first = end < 0 ? name : name[..end];

        return IsOneOf(first, CommonSettings) || IsOneOf(first, ownSettings) || IsOneOf(name, HostSettings);
    }

    private static bool IsOneOf(ReadOnlySpan<char> name, IReadOnlyList<string> names)
    {
        foreach (var known in names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static StartupException Unknown(string argument, IReadOnlyList<string> ownSettings) => new(
        $"Unknown argument {OneLine.Of(argument)}: use --version, or --NAME=VALUE with"
        + $" {string.Join(", ", CommonSettings.Concat(ownSettings))} or OTEL_*"
        + " (a section's settings as --Logging:LogLevel:Default=…). Environment variables do the same.");
}
