using CodeFirst.Tests.Infrastructure.CloudRun;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Client;

internal static class TrustExtensions
{
    /// <summary>Makes the client trust the front end, as one that has a certificate authority of its own would.</summary>
    public static IHttpClientBuilder Trusting(this IHttpClientBuilder client) =>
        client.UseSocketsHttpHandler((handler, _) => TestAuthority.TrustedBy(handler));
}
