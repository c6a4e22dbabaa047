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
            problems.Add($"{nameof(TranscodingOptions)}.{nameof(options.MaxRequestBytes)} is {options.MaxRequestBytes}. Set it to 1 or more.");
        }

        if (options.CompressFromBytes < 0)
        {
            problems.Add(
                $"{nameof(TranscodingOptions)}.{nameof(options.CompressFromBytes)} is {options.CompressFromBytes}. Set it to 0 or more, or to null.");
        }

        if (options.Deadline <= TimeSpan.Zero)
        {
            problems.Add(
                $"{nameof(TranscodingOptions)}.{nameof(options.Deadline)} is {options.Deadline}. Set it to more than zero, or to null for no limit.");
        }

        if (options.KeepAlive <= TimeSpan.Zero || options.KeepAlive > TimeSpan.FromDays(1))
        {
            problems.Add(
                $"{nameof(TranscodingOptions)}.{nameof(options.KeepAlive)} is {options.KeepAlive}. Set it to more than zero, up to a day.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
