using Microsoft.Extensions.Options;

namespace CodeFirst.Transcoding;

/// <summary>Says at start which options cannot be used.</summary>
internal sealed class TranscodingOptionsValidator : IValidateOptions<TranscodingOptions>
{
    public ValidateOptionsResult Validate(string? name, TranscodingOptions options)
    {
        var problems = new List<string>();
        if (options.MaxRequestBytes < 1)
        {
            problems.Add(Problem(nameof(options.MaxRequestBytes), options.MaxRequestBytes, "Set it to 1 or more."));
        }

        if (options.CompressFromBytes < 0)
        {
            problems.Add(
                Problem(nameof(options.CompressFromBytes), options.CompressFromBytes, "Set it to 0 or more, or to null."));
        }

        if (options.Deadline <= TimeSpan.Zero)
        {
            problems.Add(
                Problem(nameof(options.Deadline), options.Deadline, "Set it to more than zero, or to null for no limit."));
        }

        if (options.KeepAlive <= TimeSpan.Zero || options.KeepAlive > TimeSpan.FromDays(1))
        {
            problems.Add(
                Problem(nameof(options.KeepAlive), options.KeepAlive, "Set it to more than zero, up to a day."));
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string Problem(string option, object? value, string fix) => $"{nameof(TranscodingOptions)}.{option} is {value}. {fix}";
}
