using System.Collections.Concurrent;
using CodeFirst.Contracts;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Functional;

/// <summary>The real server on a free port of the loopback address, with its own database file in a folder of its own.</summary>
public sealed class ServerFixture : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TimeProvider _clock;
    private readonly ErrorLog _errors = new();
    private readonly Lazy<GrpcChannel> _channel;

    public ServerFixture(IReadOnlyDictionary<string, string>? settings = null, TimeProvider? clock = null)
    {
        _settings = settings ?? new Dictionary<string, string>();
        _clock = clock ?? TimeProvider.System;
        UseKestrel();
        _channel = new Lazy<GrpcChannel>(() => GrpcChannel.ForAddress(Address));
    }

    public string DatabasePath => Path.Combine(_folder.FullName, "users.db");

    /// <summary>What the server logged at Error or above. A test that expects an error clears it.</summary>
    public ConcurrentQueue<string> Errors => _errors.Lines;

    public GrpcChannel Channel => _channel.Value;

    public IUserService Client =>
        Channel.Intercept(new LateWritesInterceptor()).CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);

    public Uri Address
    {
        get
        {
            StartServer();

            // The server listens on every address, which is no address to connect to.
            return new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("PORT", "0");
        builder.UseSetting("Storage:ConnectionString", $"Data Source={DatabasePath}");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(_errors));
        builder.ConfigureTestServices(services => services.AddSingleton(_clock));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            if (_channel.IsValueCreated)
            {
                _channel.Value.Dispose();
            }

            if (_folder.Exists)
            {
                _folder.Delete(recursive: true);
            }
        }
    }
}
