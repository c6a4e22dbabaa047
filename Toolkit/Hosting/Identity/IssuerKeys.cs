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

    // A key that the issuer takes back is accepted until then, or until a token comes with a key that is not known.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromHours(1);

    private readonly HttpClient _http = new() { Timeout = ReadTimeout };
    private readonly Lock _lock = new();
    private ConfigurationManager<OpenIdConnectConfiguration>? _manager;
    private Task<bool>? _reading;
    private volatile bool _areKnown;
    private long _pauseEnd = long.MinValue;

    public ConfigurationManager<OpenIdConnectConfiguration> Manager => LazyInitializer.EnsureInitialized(ref _manager, CreateManager);

    /// <summary>Whether keys were ever read; those that were are used even if the issuer is down now.</summary>
    public async Task<bool> AreKnownAsync(CancellationToken cancellationToken)
    {
        if (_areKnown)
        {
            return true;
        }

        return clock.GetTimestamp() >= Volatile.Read(ref _pauseEnd) && await ReadOnceAsync().WaitAsync(cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    // For all callers at once: the manager would try again for each of them, one after the other.
    private Task<bool> ReadOnceAsync()
    {
        lock (_lock)
        {
            return _reading is null or { IsCompleted: true } ? _reading = ReadAsync() : _reading;
        }
    }

    private async Task<bool> ReadAsync()
    {
        try
        {
            await Manager.GetConfigurationAsync(CancellationToken.None);
            _areKnown = true;
        }
        catch (Exception failure)
        {
            Volatile.Write(ref _pauseEnd, clock.GetTimestamp() + (long)(Pause.TotalSeconds * clock.TimestampFrequency));
            logger.KeysUnavailable(options.Value.Authority, failure.GetBaseException().Message);
        }

        return _areKnown;
    }

    private ConfigurationManager<OpenIdConnectConfiguration> CreateManager() => new(
        $"{options.Value.Authority}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(_http) { RequireHttps = options.Value.RequiresTls })
    {
        AutomaticRefreshInterval = ReadAgain,
        UseLastKnownGoodConfiguration = false, // it would accept keys for an hour more that the issuer has taken back
    };
}
