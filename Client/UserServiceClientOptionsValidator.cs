using System.Text.Encodings.Web;
using CodeFirst.Client.Connections;
using CodeFirst.Client.Identity;
using Microsoft.Extensions.Options;

namespace CodeFirst.Client;

internal sealed class UserServiceClientOptionsValidator : IValidateOptions<UserServiceClientOptions>
{
    private const int MaxAttempts = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, UserServiceClientOptions options)
    {
        var problems = AddressProblems(options).Concat(NumberProblems(options))
            .Select(problem => Problem(name, problem.Setting, problem.Value, problem.Reason))
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<(string Setting, string Value, string Reason)> AddressProblems(UserServiceClientOptions options)
    {
        const string Address = nameof(options.Address);
        const string Audience = nameof(options.Audience);

        ServiceAddress? address = null;
        if (string.IsNullOrWhiteSpace(options.Address))
        {
            yield return (Address, "empty", "set it to where the service is, such as users-a1b2.a.run.app or localhost:8080");
        }
        else if (!ServiceAddress.TryParse(options.Address, options.Insecure, out address, out var reason))
        {
            yield return (Address, Quoted(options.Address), reason);
        }

        if (!string.IsNullOrEmpty(options.Audience))
        {
            if (!IdTokenAudience.IsValid(options.Audience))
            {
                yield return (Audience, Quoted(options.Audience), "set it to an https URL without user name, query and fragment");
            }

            if (options.Anonymous)
            {
                yield return (Audience, Quoted(options.Audience), "Anonymous sends no token to it: leave one of the two out");
            }
        }

        if (address is { IsSecure: false, IsLoopback: false } && IdTokenAudience.Of(options, address) is { } audience)
        {
            yield return (
                nameof(options.Insecure),
                "true",
                $"the ID token for {Quoted(audience)} would go to {address.Uri.Host} without TLS: "
                + $"leave Insecure out, or {(string.IsNullOrEmpty(options.Audience) ? "set Anonymous" : "leave Audience out")}");
        }
    }

    private static IEnumerable<(string Setting, string Value, string Reason)> NumberProblems(UserServiceClientOptions options)
    {
        const string Time = "set it to a time above zero, at most a day";
        const string LongTime = "set it to a time from one second to a day";
        const string Infinite = "or -00:00:00.001 for";
        const string Size = "set it to a number of bytes above zero";

        if (options.Deadline != Timeout.InfiniteTimeSpan && !IsTime(options.Deadline))
        {
            yield return (nameof(options.Deadline), $"{options.Deadline}", $"{Time}, {Infinite} none");
        }

        if (options.MaxAttempts is < 1 or > MaxAttempts)
        {
            yield return (nameof(options.MaxAttempts), $"{options.MaxAttempts}", $"set it to a number from 1 to {MaxAttempts}");
        }

        if (!IsTime(options.ConnectTimeout))
        {
            yield return (nameof(options.ConnectTimeout), $"{options.ConnectTimeout}", Time);
        }

        if (!IsTime(options.ConnectionIdleTimeout))
        {
            yield return (nameof(options.ConnectionIdleTimeout), $"{options.ConnectionIdleTimeout}", Time);
        }

        if (options.KeepAliveInterval != Timeout.InfiniteTimeSpan && !IsLongTime(options.KeepAliveInterval))
        {
            yield return (nameof(options.KeepAliveInterval), $"{options.KeepAliveInterval}", $"{LongTime}, {Infinite} never");
        }

        if (!IsLongTime(options.KeepAliveTimeout))
        {
            yield return (nameof(options.KeepAliveTimeout), $"{options.KeepAliveTimeout}", LongTime);
        }

        if (options.MaxReceiveMessageSize < 1)
        {
            yield return (nameof(options.MaxReceiveMessageSize), $"{options.MaxReceiveMessageSize}", Size);
        }

        if (options.MaxSendMessageSize < 1)
        {
            yield return (nameof(options.MaxSendMessageSize), $"{options.MaxSendMessageSize}", Size);
        }
    }

    private static string Problem(string? name, string setting, string value, string reason)
    {
        var client = string.IsNullOrEmpty(name) ? nameof(UserServiceClientOptions) : $"{nameof(UserServiceClientOptions)} '{name}'";

        return $"{client}: {setting} is {value}: {reason}.";
    }

    // On one line, whatever is in it.
    private static string Quoted(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";

    private static bool IsTime(TimeSpan value) => value > TimeSpan.Zero && value <= Day;

    private static bool IsLongTime(TimeSpan value) => value >= Second && value <= Day;
}
