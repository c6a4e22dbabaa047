using System.Net.Http.Headers;
using System.Net.Http.Json;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>Who HttpContext.User is when an ID token was verified.</summary>
public sealed class CallerTests
{
    private const string Audience = "https://zoo.example.run.app";

    [TestCase("ann@example.com", "ann@example.com")]
    [TestCase(null, "1234567890")]
    public async Task The_caller_has_the_claims_of_the_token_under_their_own_names(string? email, string name)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        await using var server = await StartAsync(issuer);
        var claims = issuer.Claims(Audience);
        claims["email"] = email;
        if (email is null)
        {
            claims.Remove("email");
        }

        var caller = await AskAsync(server, issuer.Sign(claims));

        caller["type"].Should().Be("Bearer");
        caller["name"].Should().Be(name);
        caller["sub"].Should().Be("1234567890");
        caller["iss"].Should().Be(issuer.Address);
        caller["aud"].Should().Be(Audience);
        caller["email_verified"].Should().Be("true");
        caller.GetValueOrDefault("email").Should().Be(email);
        caller.Keys.Should().OnlyContain(key => !key.Contains('/'), "no claim is renamed");
    }

    [Test]
    public async Task A_token_wins_over_a_client_certificate()
    {
        using var files = new CertificateFolder();
        using var ofServer = files.Create(CertificateFolder.Use.Server, names: names => names.AddDnsName("localhost"));
        using var ofClient = files.Create(CertificateFolder.Use.Client, names: names => names.AddDnsName("orders.example.com"));
        var (certificate, key) = files.WritePair("server", ofServer);
        await using var issuer = await FakeIssuer.StartAsync();
        await using var server = await StartAsync(
            issuer, $"--Tls:Certificate={certificate}", $"--Tls:Key={key}", $"--Tls:ClientCa={files.Root}");
        using var handler = new SocketsHttpHandler { SslOptions = files.Client(ofClient) };

        var caller = await AskAsync(server, issuer.Sign(issuer.Claims(Audience)), handler);

        (caller["type"], caller["name"]).Should().Be(("Bearer", "ann@example.com"));
    }

    private static Task<ZooServer> StartAsync(FakeIssuer issuer, params string[] settings) => ZooServer.StartAsync(
        map: app => app.MapGet("/caller", (RequestDelegate)AnswerAsync),
        settings: [$"--Authentication:Authority={issuer.Address}", $"--Authentication:Audiences={Audience}", .. settings]);

    private static Task AnswerAsync(HttpContext context)
    {
        var caller = context.User.Claims.ToDictionary(claim => claim.Type, claim => claim.Value);
        caller["type"] = context.User.Identity!.AuthenticationType!;
        caller["name"] = context.User.Identity.Name!;

        return context.Response.WriteAsJsonAsync(caller);
    }

    private static async Task<Dictionary<string, string>> AskAsync(ZooServer server, string token, SocketsHttpHandler? handler = null)
    {
        using var http = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        return (await http.GetFromJsonAsync<Dictionary<string, string>>("/caller"))!;
    }
}
