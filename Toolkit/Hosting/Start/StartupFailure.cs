using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Start;

/// <summary>What the operator can mend, as lines to print; nothing for what only a programmer can.</summary>
internal static class StartupFailure
{
    public const int ExitCode = 1;

    public static IReadOnlyList<string> Lines(Exception failure) => failure switch
    {
        StartupException => [failure.Message],
        OptionsValidationException invalid => [.. invalid.Failures],
        // Several options types are invalid at once.
        AggregateException several when several.InnerExceptions.All(inner => Lines(inner).Count > 0) =>
            [.. several.InnerExceptions.SelectMany(Lines)],
        _ => [],
    };

    public static void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.Error.WriteLine(line);
        }
    }
}
