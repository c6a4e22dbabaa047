using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Listening;

/// <summary>
/// The certificates that new connections use. Their files are compared with what was read of them every few seconds: where secrets are
/// mounted, files change by links that are moved, which the operating system's notices of changed files do not tell.
/// </summary>
internal sealed class TlsCertificates : IDisposable
{
    internal static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);

    private readonly TlsOptions _options;
    private readonly List<SslApplicationProtocol> _protocols;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private TlsFiles _read;
    private string _failure = "";
    private volatile SslServerAuthenticationOptions _current;

    public TlsCertificates(
        IOptions<TlsOptions> options, IOptions<ListeningOptions> listening, TimeProvider clock, ILogger<TlsCertificates> logger)
    {
        _options = options.Value;
        _protocols = Alpn(listening.Value.Protocols);
        _clock = clock;
        _logger = logger;
        (_read, _current) = Load();
        _timer = clock.CreateTimer(static state => ((TlsCertificates)state!).Check(), this, CheckInterval, CheckInterval);
    }

    public TlsHandshakeCallbackOptions Callback => new() { OnConnection = _ => ValueTask.FromResult(_current) };

    public void Dispose() => _timer.Dispose();

    private static List<SslApplicationProtocol> Alpn(HttpProtocols protocols) =>
    [
        .. protocols.HasFlag(HttpProtocols.Http2) ? [SslApplicationProtocol.Http2] : Array.Empty<SslApplicationProtocol>(),
        .. protocols.HasFlag(HttpProtocols.Http1) ? [SslApplicationProtocol.Http11] : Array.Empty<SslApplicationProtocol>(),
    ];

    private (TlsFiles Files, SslServerAuthenticationOptions Loaded) Load()
    {
        var files = TlsFiles.Read(_options);
        if (files == _read)
        {
            return (_read, _current);
        }

        var loaded = files.Load(_clock);
        loaded.ApplicationProtocols = _protocols;
        return (files, loaded);
    }

    private void Check()
    {
        try
        {
            var (files, loaded) = Load();
            if (loaded != _current)
            {
                (_read, _current) = (files, loaded);
                _logger.CertificateChanged(loaded.ServerCertificateContext!.TargetCertificate.NotAfter.ToUniversalTime());
            }

            _failure = "";
        }
        catch (Exception bad) // of any kind: in a timer it would end the process
        {
            if (bad.Message != _failure) // not every few seconds
            {
                _logger.CertificateRejected(bad.Message);
            }

            _failure = bad.Message;
        }
    }
}
