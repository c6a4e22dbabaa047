using CodeFirst.Hosting.Start;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CodeFirst.Hosting.Identity;

/// <summary>The public keys of the issuer of ID tokens, read when first needed and kept up to date.</summary>
internal sealed class IssuerKeys(IOptions<CallerAuthenticationOptions> options, TimeProvider clock, ILogger<IssuerKeys> logger)
    : IDisposable
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(2);

    // While the issuer is down, calls are refused at once and not each after a time-out of its own.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new() { Timeout = ReadTimeout };
    private ConfigurationManager<OpenIdConnectConfiguration>? _manager;
    private long _pauseEnd = long.MinValue;

    public ConfigurationManager<OpenIdConnectConfiguration> Manager => LazyInitializer.EnsureInitialized(ref _manager, CreateManager);

    /// <summary>Whether keys were ever read; those that were are used even if the issuer is down now.</summary>
    public async Task<bool> AreKnownAsync(CancellationToken cancellationToken)
    {
        if (clock.GetTimestamp() < Volatile.Read(ref _pauseEnd))
        {
            return false;
        }

        try
        {
            await Manager.GetConfigurationAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Volatile.Write(ref _pauseEnd, clock.GetTimestamp() + (long)(Pause.TotalSeconds * clock.TimestampFrequency));
            logger.KeysUnavailable(options.Value.Authority, failure.GetBaseException().Message);
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private ConfigurationManager<OpenIdConnectConfiguration> CreateManager() => new(
        $"{options.Value.Authority}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(_http) { RequireHttps = options.Value.RequiresTls });
}
