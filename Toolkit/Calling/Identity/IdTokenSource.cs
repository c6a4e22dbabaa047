using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Grpc.Core;

namespace CodeFirst.Calling.Identity;

/// <summary>
/// Gets the ID tokens for one audience. Google.Apis.Auth keeps a token, fetches the next one 225 seconds before it expires, and makes
/// one request however many wait. Here is what it lacks: an end to the waiting, and failures that gRPC understands.
/// </summary>
internal sealed class IdTokenSource(string audience, Func<string, CancellationToken, Task<OidcToken>> open, TimeProvider clock)
{
    /// <summary>How long a token may take. Google.Apis.Auth itself would wait six minutes for a metadata server that hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // Long enough for the attempts of the call that has waited, so that it does not wait again.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private Task<OidcToken>? _opened;
    private DateTimeOffset _pauseEnd = DateTimeOffset.MinValue;

    /// <summary>
    /// Returns a token that is good for another minute at least. UNAVAILABLE if none is to be had now; UNAUTHENTICATED if this
    /// program's credentials are not of the kind that has ID tokens.
    /// </summary>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var opened = Open();
        try
        {
            return await FetchAsync(opened, cancellationToken).WaitAsync(Limit, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException timeout)
        {
            Forget(opened, clock.GetUtcNow() + Pause);

            throw TooLate(timeout);
        }
        catch (Exception failure)
        {
            if (opened.IsFaulted)
            {
                Forget(opened, DateTimeOffset.MinValue);
            }

            throw new RpcException(Describe(failure));
        }
    }

    private static async Task<string> FetchAsync(Task<OidcToken> opened, CancellationToken cancellationToken) =>
        await (await opened.ConfigureAwait(false)).GetAccessTokenAsync(cancellationToken).ConfigureAwait(false);

    private Task<OidcToken> Open()
    {
        lock (_lock)
        {
            if (_opened is null && clock.GetUtcNow() < _pauseEnd)
            {
                throw TooLate(null);
            }

            // Not the caller's token: others wait for the same.
            return _opened ??= open(audience, CancellationToken.None);
        }
    }

    // What hangs is left alone: the next call starts anew.
    private void Forget(Task<OidcToken> opened, DateTimeOffset pauseEnd)
    {
        lock (_lock)
        {
            if (_opened == opened)
            {
                _opened = null;
                _pauseEnd = pauseEnd;
            }
        }
    }

    private RpcException TooLate(Exception? cause) => new(new Status(
        StatusCode.Unavailable,
        $"{NoToken}: the metadata server, or Google, did not respond within {Limit.TotalSeconds} seconds.",
        cause));

    private Status Describe(Exception failure) => failure switch
    {
        TokenResponseException { StatusCode: { } code } => new Status(
            StatusCode.Unavailable, $"{NoToken}: HTTP {(int)code} from the metadata server, or Google.", failure),
        InvalidOperationException => new Status(
            StatusCode.Unauthenticated,
            $"{NoToken}: this program has no Google credentials, or ones that cannot get ID tokens, such as a user's. Run `gcloud auth "
            + "application-default login --impersonate-service-account=EMAIL`, or set GOOGLE_APPLICATION_CREDENTIALS to the key file of a "
            + "service account. Set Anonymous if the service needs no token.",
            failure),
        HttpRequestException or IOException or OperationCanceledException => new Status(
            StatusCode.Unavailable, $"{NoToken}: the metadata server, or Google, cannot be reached.", failure),

        // Google.Apis.Auth fails in many ways at an answer that it does not expect, also with NullReferenceException.
        _ => new Status(StatusCode.Unavailable, $"{NoToken}: the metadata server, or Google, responded without a token.", failure),
    };

    private string NoToken => $"No Google ID token for the audience \"{audience}\"";
}
