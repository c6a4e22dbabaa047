using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Start;

/// <summary>Answers what a person asks on the command line, and refuses arguments that the program would otherwise ignore.</summary>
internal static class CommandLine
{
    // The names .NET's own host knows; test hosts and tools pass them.
    private static readonly string[] HostSettings = ["environment", "contentRoot", "applicationName", "webRoot"];

    /// <summary>Answers <c>--version</c>, which needs nothing of the application.</summary>
    public static void AnswerVersion(WebApplicationBuilder builder)
    {
        if (Given(builder.Configuration) is ["--version"])
        {
            Console.Out.WriteLine(ProgramVersion.Of(builder.Environment));
            Environment.Exit(0);
        }
    }

    /// <summary>Answers <c>--help</c>, and checks the arguments if the program says which settings it has.</summary>
    public static void Answer(WebApplication app)
    {
        var given = Given((IConfigurationBuilder)app.Configuration);
        var options = app.Services.GetRequiredService<IOptions<StartOptions>>().Value;
        var settings = app.Services.GetServices<Setting>().ToList();
        if (given is ["--help" or "-h" or "-?" or "help"])
        {
            Console.Out.Write(Help.Text(app.Environment.ApplicationName, ProgramVersion.Of(app.Environment), options, settings));
            Environment.Exit(0);
        }

        if (options.Settings is { } sections)
        {
            Check(given, settings, sections);
        }
    }

    /// <summary>Throws <see cref="StartupException"/> for an argument that is no setting: a misspelt one must not start the program with the default.</summary>
    /// <param name="args">What the operator wrote.</param>
    /// <param name="settings">What is described: these names, and every key below them.</param>
    /// <param name="sections">More names; every key below them is known.</param>
    public static void Check(ReadOnlySpan<string> args, IReadOnlyCollection<Setting> settings, IReadOnlyList<string> sections)
    {
        string[] known = [.. sections, .. settings.Select(setting => setting.Name)];
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || !IsKnown(NameOf(argument), known))
            {
                throw Unknown(argument, known);
            }

            if (!argument.Contains('=', StringComparison.Ordinal) && ++i == args.Length)
            {
                throw new StartupException($"The argument {argument} has no value: write {argument}=VALUE.");
            }
        }
    }

    // What the builder was made with. A source is there for the host and another for the application, with the same arguments.
    private static string[] Given(IConfigurationBuilder configuration) =>
        StartArguments.Given(configuration.Sources.OfType<CommandLineConfigurationSource>().FirstOrDefault()?.Args ?? []);

    private static string NameOf(string argument) => argument.TrimStart('-').Split('=')[0];

    private static bool IsKnown(string name, string[] known) =>
        name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase)
        || HostSettings.Contains(name, StringComparer.OrdinalIgnoreCase)
        // WebApplicationFactory passes sections too, without a value: --Tls= for Tls:Certificate.
        || Array.Exists(known, setting => IsOrIsBelow(name, setting) || IsOrIsBelow(setting, name));

    private static bool IsOrIsBelow(string name, string setting) =>
        name.StartsWith(setting, StringComparison.OrdinalIgnoreCase) && (name.Length == setting.Length || name[setting.Length] == ':');

    private static StartupException Unknown(string argument, string[] known)
    {
        // The name of an environment variable is a likely mistake.
        var name = NameOf(argument).Replace("__", ":", StringComparison.Ordinal);
        var rest = name.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? name[colon..] : "";
        var nearest = NearestName.Of(name, [.. known, "help", "version"])
            ?? (rest.Length > 0 && NearestName.Of(name[..^rest.Length], known) is { } section ? section + rest : null);
        var offer = nearest is null ? "" : $" Did you mean --{nearest}?";

        return new StartupException($"Unknown argument {OneLine.Of(argument)}.{offer} --help lists the settings.");
    }
}
