using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>What the operator can mend, as lines to print; nothing for what only a programmer can.</summary>
internal static class StartupFailure
{
    public static IReadOnlyList<string> Lines(Exception failure) => failure switch
    {
        StartupException => [failure.Message],
        OptionsValidationException invalid => [.. invalid.Failures],
        // Several options types are invalid at once.
        AggregateException several when several.InnerExceptions.All(inner => Lines(inner).Count > 0) =>
            [.. several.InnerExceptions.SelectMany(Lines)],
        _ => [],
    };
}
