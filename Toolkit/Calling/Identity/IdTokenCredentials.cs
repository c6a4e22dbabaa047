using System.Collections.Concurrent;
using Grpc.Core;

namespace CodeFirst.Calling.Identity;

/// <summary>Sends an ID token with each call, in the header that leaves Authorization to the caller.</summary>
internal static class IdTokenCredentials
{
    public const string Header = "x-serverless-authorization";

    // Google.Apis.Auth keeps the token in the object that fetches it: two for one audience would fetch twice.
    private static readonly ConcurrentDictionary<string, CallCredentials> Audiences = new(StringComparer.Ordinal);

    /// <summary>Returns the credentials for an audience, the same ones as long as the process runs.</summary>
    public static CallCredentials For(string audience) => Audiences.GetOrAdd(
        audience, static one => From(new IdTokenSource(one, GoogleIdTokens.OpenAsync, TimeProvider.System)));

    private static CallCredentials From(IdTokenSource tokens) => CallCredentials.FromInterceptor(
        async (context, metadata) =>
            metadata.Add(Header, $"Bearer {await tokens.GetAsync(context.CancellationToken).ConfigureAwait(false)}"));
}
