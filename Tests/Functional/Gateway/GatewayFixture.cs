extern alias GatewayProgram;

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>The real gateway on a free port of the loopback address, in front of a service that listens somewhere.</summary>
public sealed class GatewayFixture : WebApplicationFactory<GatewayProgram::Program>
{
    private readonly Uri _service;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly ErrorLog _errors = new();
    private readonly ErrorLog _warnings = new(LogLevel.Warning);

    public GatewayFixture(Uri service, IReadOnlyDictionary<string, string>? settings = null)
    {
        _service = service;
        _settings = settings ?? new Dictionary<string, string>();
        UseKestrel();
    }

    /// <summary>What the gateway logged at Error or above. A test that expects an error clears it.</summary>
    public ConcurrentQueue<string> Errors => _errors.Lines;

    /// <summary>What the gateway logged at Warning or above.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings.Lines;

    public Uri Address
    {
        get
        {
            StartServer();

            // The gateway listens on every address, which is no address to connect to.
            return new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        }
    }

    /// <summary>Returns what calls the gateway as a program does: it follows no redirect and keeps no cookie.</summary>
    public HttpClient Connect() => Connect(Address);

    public static HttpClient Connect(Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ResponseDrainTimeout = TimeSpan.Zero, // who drops an answer is gone at once
        };

        return new HttpClient(handler) { BaseAddress = address, Timeout = Patience.Limit };
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("PORT", "0");
        builder.UseSetting("USER_SERVICE_URL", _service.ToString());
        builder.UseSetting("INSECURE", "true");
        builder.UseSetting("RateLimit:RequestsPerSecond", "0");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(_errors).AddProvider(_warnings));
    }
}
