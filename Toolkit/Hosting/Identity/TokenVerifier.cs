using System.Security.Claims;
using CodeFirst.Hosting.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CodeFirst.Hosting;

/// <summary>Verifies ID tokens: signature, issuer, audience, time and, if there is a list, the e-mail address.</summary>
public sealed class TokenVerifier
{
    private const string Scheme = "Bearer ";
    private const string Email = "email";
    private const string EmailVerified = "email_verified";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly IssuerKeys _keys;
    private readonly TokenValidationParameters _rules;
    private readonly HashSet<string> _allowedEmails;

    internal TokenVerifier(CallerAuthenticationOptions options, IssuerKeys keys)
    {
        _keys = keys;
        _rules = Rules(options, keys);
        _allowedEmails = options.AllowedEmails.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Verifies the token in <c>Authorization: Bearer</c>. If it is valid, it sets the caller as <c>HttpContext.User</c>, with the claims
    /// of the token under their own names.
    /// </summary>
    public async Task<TokenVerdict> VerifyAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var token = BearerToken(context.Request);
        if (token.Length == 0)
        {
            return TokenVerdict.Bad;
        }

        if (!await _keys.AreKnownAsync(context.RequestAborted))
        {
            return TokenVerdict.Unknown;
        }

        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid)
        {
            return TokenVerdict.Bad;
        }

        if (_allowedEmails.Count > 0 && !IsAllowed(result.Claims))
        {
            return TokenVerdict.Forbidden;
        }

        context.User = new ClaimsPrincipal(result.ClaimsIdentity);

        return TokenVerdict.Good;
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
        AuthenticationType = "Bearer",
        RoleClaimType = "roles", // RFC 9068, section 2.2.3.1
        NameClaimTypeRetriever = static (token, _) => ((JsonWebToken)token).TryGetClaim(Email, out var _) ? Email : "sub",
    };

    private bool IsAllowed(IDictionary<string, object> claims) =>
        claims.TryGetValue(EmailVerified, out var isVerified) && isVerified is true or "true"
        && claims.TryGetValue(Email, out var email) && email is string address && _allowedEmails.Contains(address);
}
