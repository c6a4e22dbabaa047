using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using CodeFirst.Hosting;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using CodeFirst.Transcoding;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProtoBuf.Grpc.Client;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>What guards a method over gRPC guards its routes, over TLS too: who is refused gets the code of gRPC, as JSON.</summary>
public sealed class GuardTests
{
    private CertificateFolder _files = null!;

    [OneTimeSetUp]
    public void CreateFiles() => _files = new CertificateFolder();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [TestCase(null, 401, StatusCode.Unauthenticated, "UNAUTHENTICATED")]
    [TestCase("eve", 403, StatusCode.PermissionDenied, "PERMISSION_DENIED")]
    [TestCase("ann", 200, StatusCode.OK, null)]
    public async Task A_caller_gets_by_HTTP_over_TLS_what_gRPC_says(string? user, int status, StatusCode code, string? name)
    {
        await using var app = await StartAsync(withClientCa: false);

        await CheckAsync(() => Connect(app, certificateName: null, user), status, code, name);
    }

    [TestCase("orders.example.com", 403, StatusCode.PermissionDenied, "PERMISSION_DENIED")]
    [TestCase("ann", 200, StatusCode.OK, null)]
    public async Task The_certificate_of_a_caller_counts_for_routes_too(string certificateName, int status, StatusCode code, string? name)
    {
        await using var app = await StartAsync(withClientCa: true);

        await CheckAsync(() => Connect(app, certificateName), status, code, name);
    }

    private static async Task CheckAsync(Func<HttpClient> connect, int status, StatusCode code, string? name)
    {
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            using var http = connect();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/readers/me")
            {
                Version = version,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var response = await http.SendAsync(request);
            var answer = await Reply.OfAsync(response);

            answer.Status.Should().Be(status);
            ((string?)answer.Json["error"]?["status"]).Should().Be(name);
            answer.ContentType.Should().Be("application/json");
        }

        using var client = connect();
        using var channel = GrpcChannel.ForAddress(client.BaseAddress!, new() { HttpClient = client });
        (await CodeOfAsync(channel)).Should().Be(code);
    }

    private static async Task<StatusCode> CodeOfAsync(GrpcChannel channel)
    {
        try
        {
            await channel.CreateGrpcService<ILibrary>().GetMeAsync(new MeRequest());

            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode;
        }
    }

    private async Task<WebApplication> StartAsync(bool withClientCa)
    {
        using var certificate = _files.Create(CertificateFolder.Use.Server, names: names => names.AddDnsName("localhost"));
        var (path, key) = _files.WritePair("server", certificate);
        string[] settings = ["--PORT=0", $"--Tls:Certificate={path}", $"--Tls:Key={key}"];
        var builder = WebApplication.CreateSlimBuilder(withClientCa ? [.. settings, $"--Tls:ClientCa={_files.Root}"] : settings);
        builder.AddCodeFirst();
        builder.AddTranscoding(options => options.DescriptorSets.Add(LibraryHost.DescriptorSet()));
        builder.Logging.ClearProviders();
        builder.Services.AddCodeFirstGrpc();
        builder.Services.AddSingleton(new LibraryWatch());
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("header", configureOptions: null);
        builder.Services.AddAuthorizationBuilder().AddPolicy("ann", policy => policy.RequireUserName("ann"));
        var app = builder.Build();
        app.UseCodeFirst();
        app.UseAuthorization();
        app.MapGrpcService<Library>().RequireAuthorization("ann");
        app.MapTranscoding();
        await app.StartAsync();

        return app;
    }

    private HttpClient Connect(WebApplication app, string? certificateName, string? user = null)
    {
        var certificate = certificateName is null
            ? null
            : _files.Create(CertificateFolder.Use.Client, names: names => names.AddDnsName(certificateName));
        var address = new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;

        var http = new HttpClient(new SocketsHttpHandler { SslOptions = _files.Client(certificate) }) { BaseAddress = address };
        if (user is not null)
        {
            http.DefaultRequestHeaders.Add("x-user", user);
        }

        return http;
    }

    // Believes the header x-user; a caller with a certificate is known by that.
    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var user = Request.Headers["x-user"] is [{ } name]
                ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "header"))
                : Context.User;

            return Task.FromResult(user.Identity is { IsAuthenticated: true }
                ? AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name))
                : AuthenticateResult.NoResult());
        }
    }
}
