using Google.Apis.Auth.OAuth2;

namespace CodeFirst.Calling.Identity;

/// <summary>Finds the credentials that this program has from Google.</summary>
internal static class GoogleIdTokens
{
    // On Cloud Run the metadata server is there. Google.Apis.Auth would look for it for 1.5 s, and keep for the life of the process
    // that it was not, should it be slow at the start.
    private static readonly string[] SignsOfMetadataServer = ["K_SERVICE", "CLOUD_RUN_JOB", "GCE_METADATA_HOST"];

    public static async Task<OidcToken> OpenAsync(string audience, CancellationToken cancellationToken)
    {
        var options = OidcTokenOptions.FromTargetAudience(audience);
        if (!IsSet("GOOGLE_APPLICATION_CREDENTIALS") && SignsOfMetadataServer.Any(IsSet))
        {
            return await new ComputeCredential().GetOidcTokenAsync(options, cancellationToken).ConfigureAwait(false);
        }

        var credential = await GoogleCredential.GetApplicationDefaultAsync(cancellationToken).ConfigureAwait(false);

        return await credential.GetOidcTokenAsync(options, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
