using Microsoft.Extensions.Options;

namespace CodeFirst.Mcp;

/// <summary>Says at start which options cannot be used.</summary>
internal sealed class McpToolsOptionsValidator : IValidateOptions<McpToolsOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, McpToolsOptions options)
    {
        (string Option, int Value)[] numbers =
        [
            (nameof(options.MaxPageSize), options.MaxPageSize),
            (nameof(options.MaxMessages), options.MaxMessages),
            (nameof(options.MaxAnswerBytes), options.MaxAnswerBytes),
            (nameof(options.MaxRequestBytes), options.MaxRequestBytes),
            (nameof(options.MaxRequestsPerMinute), options.MaxRequestsPerMinute),
            (nameof(options.MaxConcurrentRequests), options.MaxConcurrentRequests),
        ];
        (string Option, TimeSpan Value)[] times =
            [(nameof(options.MaxStreamTime), options.MaxStreamTime), (nameof(options.Deadline), options.Deadline)];
        List<string> problems =
        [
            .. numbers.Where(one => one.Value < 1).Select(one => Problem(one.Option, one.Value, "Set it to 1 or more.")),
            .. times.Where(one => one.Value <= TimeSpan.Zero || one.Value > Longest)
                .Select(one => Problem(one.Option, one.Value, "Set it to more than zero, up to a day.")),
            .. options.AllowedOrigins.Where(origin => !IsOrigin(origin))
                .Select(origin => Problem(nameof(options.AllowedOrigins), $"'{origin}'", "Write it as https://chat.example.com.")),
        ];

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text;

    private static string Problem(string option, object value, string fix) => $"{nameof(McpToolsOptions)}.{option} is {value}. {fix}";
}
