using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CodeFirst.Hosting;

/// <summary>Verifies ID tokens: signature, issuer, audience, time and, if there is a list, the e-mail address.</summary>
internal sealed class TokenVerifier(IOptions<CallerAuthenticationOptions> options, IssuerKeys keys)
{
    private const string Scheme = "Bearer ";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _rules = Rules(options.Value, keys);
    private readonly HashSet<string> _allowedEmails = options.Value.AllowedEmails.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Verifies the token in <c>Authorization: Bearer</c>.</summary>
    public async Task<TokenVerdict> VerifyAsync(HttpContext context)
    {
        var token = BearerToken(context.Request);
        if (token.Length == 0)
        {
            return TokenVerdict.Bad;
        }

        if (!await keys.AreKnownAsync(context.RequestAborted))
        {
            return TokenVerdict.Unknown;
        }

        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid)
        {
            return TokenVerdict.Bad;
        }

        return _allowedEmails.Count == 0 || IsAllowed(result.Claims) ? TokenVerdict.Good : TokenVerdict.Forbidden;
    }

    private static string BearerToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : "";

    private static TokenValidationParameters Rules(CallerAuthenticationOptions options, IssuerKeys keys) => new()
    {
        // Keys come from the authority alone: jku, x5u and jwk in a token's header are never used. A key id that is not known makes
        // the manager read them again, at most every 5 minutes.
        ConfigurationManager = keys.Manager,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
        ValidAudiences = options.Audiences,
        ValidIssuers = options.Authority == CallerAuthenticationOptions.GoogleAuthority
            ? [options.Authority, "accounts.google.com"] // Google's documentation names both
            : [options.Authority],
        ClockSkew = ClockSkew, // the default, 5 minutes, is long for a token of one hour
    };

    private bool IsAllowed(IDictionary<string, object> claims) =>
        claims.TryGetValue("email_verified", out var isVerified) && isVerified is true or "true"
        && claims.TryGetValue("email", out var email) && email is string address && _allowedEmails.Contains(address);
}
