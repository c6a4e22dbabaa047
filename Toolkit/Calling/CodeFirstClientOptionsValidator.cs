using System.Text.Encodings.Web;
using CodeFirst.Calling.Connections;
using Microsoft.Extensions.Options;

namespace CodeFirst.Calling;

internal sealed class CodeFirstClientOptionsValidator : IValidateOptions<CodeFirstClientOptions>
{
    private const int MaxAttempts = 10;

    private static readonly TimeSpan ShortestDnsRefresh = TimeSpan.FromSeconds(15); // gRPC asks no more often
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, CodeFirstClientOptions options)
    {
        var problems = AddressProblems(options).Concat(CertificateProblems(options)).Concat(NumberProblems(options))
            .Select(problem => Problem(name, problem.Setting, problem.Value, problem.Reason))
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<(string Setting, string Value, string Reason)> AddressProblems(CodeFirstClientOptions options)
    {
        const string Address = nameof(options.Address);
        const string Audience = nameof(options.Audience);

        ServiceAddress? address = null;
        if (string.IsNullOrWhiteSpace(options.Address))
        {
            yield return (Address, "empty", "set it to where the service is, such as orders-a1b2.a.run.app or localhost:8080");
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
                $"the ID token for {Quoted(audience)} would go to {address.Hosts.First(host => !ServiceAddress.IsLocal(host)).Host} "
                + "without TLS: "
                + $"leave Insecure out, or {(string.IsNullOrEmpty(options.Audience) ? "set Anonymous" : "leave Audience out")}");
        }
    }

    private static IEnumerable<(string Setting, string Value, string Reason)> CertificateProblems(CodeFirstClientOptions options)
    {
        var certificate = options.ClientCertificate ?? "";
        var key = options.ClientKey ?? "";
        if (options.Insecure)
        {
            foreach (var (setting, value) in new[]
            {
                (nameof(options.ClientCertificate), certificate),
                (nameof(options.ClientKey), key),
                (nameof(options.ServerCa), options.ServerCa),
            })
            {
                if (!string.IsNullOrEmpty(value))
                {
                    yield return (setting, Quoted(value), "it is for TLS: leave it out, or Insecure");
                }
            }

            yield break;
        }

        if (certificate.Length == 0 != (key.Length == 0))
        {
            yield return certificate.Length == 0
                ? (nameof(options.ClientKey), Quoted(key), "it needs its certificate: set ClientCertificate too")
                : (nameof(options.ClientCertificate), Quoted(certificate), "it needs its private key: set ClientKey too");
        }
        else if (certificate.Length > 0 && ClientCertificate.Problem(certificate, key) is { } problem)
        {
            yield return (
                nameof(options.ClientCertificate),
                Quoted(certificate),
                $"it and ClientKey must be PEM files that belong together: {OneLine(problem)}");
        }

        if (!string.IsNullOrEmpty(options.ServerCa) && ServerAuthorities.Problem(options.ServerCa) is { } unread)
        {
            yield return (
                nameof(options.ServerCa), Quoted(options.ServerCa), $"it must be a PEM file with certificates: {OneLine(unread)}");
        }
    }

    private static IEnumerable<(string Setting, string Value, string Reason)> NumberProblems(CodeFirstClientOptions options)
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

        if (options.DnsRefreshInterval < ShortestDnsRefresh || options.DnsRefreshInterval > Day)
        {
            yield return (nameof(options.DnsRefreshInterval), $"{options.DnsRefreshInterval}", "set it to a time from 15 seconds to a day");
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

    private static string Problem(string? name, string setting, string value, string reason) =>
        $"Client of {name}: {setting} is {value}: {reason}.";

    // On one line, whatever is in it.
    private static string Quoted(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.');

    private static bool IsTime(TimeSpan value) => value > TimeSpan.Zero && value <= Day;

    private static bool IsLongTime(TimeSpan value) => value >= Second && value <= Day;
}
