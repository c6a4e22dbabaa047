using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Hosting.Listening;

/// <summary>Who the certificate of a connection says that the caller is. Made once for a connection.</summary>
internal sealed class CallerCertificate(ClaimsPrincipal caller)
{
    public const string AuthenticationType = "Certificate";

    /// <summary>Comes after TLS: by then the certificate is verified.</summary>
    public static ConnectionDelegate ReadFrom(ConnectionDelegate next) => connection =>
    {
        if (connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate)
        {
            connection.Features.Set(new CallerCertificate(new ClaimsPrincipal(Identify(certificate))));
        }

        return next(connection);
    };

    /// <summary>Makes it the user of the request. What verifies a token later may set another.</summary>
    public static void UseIt(IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<CallerCertificate>() is { } certificate)
        {
            context.User = certificate.Caller;
        }

        return next(context);
    });

    private ClaimsPrincipal Caller => caller;

    /// <summary>
    /// The name is the first DNS name among the alternative names, or else the first URI, the first e-mail address, the common name. The
    /// types of the claims are those of ASP.NET Core's certificate authentication.
    /// </summary>
    internal static ClaimsIdentity Identify(X509Certificate2 certificate)
    {
        var identity = new ClaimsIdentity(AuthenticationType);
        var dns = Add(ClaimTypes.Dns, certificate.GetNameInfo(X509NameType.DnsFromAlternativeName, forIssuer: false));
        var uri = Add(ClaimTypes.Uri, certificate.GetNameInfo(X509NameType.UrlName, forIssuer: false));
        var email = Add(ClaimTypes.Email, certificate.GetNameInfo(X509NameType.EmailName, forIssuer: false));
        Add(ClaimTypes.Name, dns ?? uri ?? email ?? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        Add(ClaimTypes.X500DistinguishedName, certificate.Subject);
        Add(ClaimTypes.Thumbprint, certificate.Thumbprint);
        return identity;

        string? Add(string type, string value)
        {
            if (value.Length == 0)
            {
                return null;
            }

            identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, certificate.Issuer));
            return value;
        }
    }
}
