using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>An issuer of ID tokens like Google, on the loopback address, with keys of its own.</summary>
public sealed class FakeIssuer : IAsyncDisposable
{
    private const string FirstKey = "key-1";

    private readonly ConcurrentQueue<string> _requests = [];
    private readonly List<RSA> _made = [];
    private volatile (string Id, RSA Key)[] _keys; // the last one signs
    private readonly WebApplication _app;

    private FakeIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _keys = [(FirstKey, MakeKey())];
    }

    public string Address => _app.Urls.Single();

    /// <summary>The paths that were asked for.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public byte[] PublicKeyPem => Encoding.ASCII.GetBytes(_keys[^1].Key.ExportSubjectPublicKeyInfoPem());

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Delay { get; set; }

    public static async Task<FakeIssuer> StartAsync()
    {
        var issuer = new FakeIssuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>The claims of a token that is good.</summary>
    public Dictionary<string, object?> Claims(string audience) => new()
    {
        ["iss"] = Address,
        ["aud"] = audience,
        ["sub"] = "1234567890",
        ["email"] = "ann@example.com",
        ["email_verified"] = true,
        ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        ["exp"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
    };

    public static Dictionary<string, object?> Header() => new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = FirstKey };

    /// <summary>Signs from now on with a new key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="keepsOthers">Whether the keys that it had are still served.</param>
    public void Rotate(string id, bool keepsOthers) => _keys = [.. keepsOthers ? _keys : [], (id, MakeKey())];

    public string Sign(Dictionary<string, object?> claims)
    {
        var (id, key) = _keys[^1];
        var header = Header();
        header["kid"] = id;

        return Token(header, claims, bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static string Token(Dictionary<string, object?> header, Dictionary<string, object?> claims, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{content}.{Encode(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _made.ForEach(key => key.Dispose());
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(context.Request.Path);
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, TimeProvider.System, context.RequestAborted);
        }

        await (context.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => context.Response.WriteAsync(
                $$"""{"issuer":"{{Address}}","jwks_uri":"{{Address}}/keys","id_token_signing_alg_values_supported":["RS256"]}"""),
            "/keys" => context.Response.WriteAsync($$"""{"keys":[{{string.Join(',', _keys.Select(key => Describe(key.Id, key.Key)))}}]}"""),
            _ => NotFound(context),
        });
    }

    private RSA MakeKey()
    {
        var key = RSA.Create(2048);
        _made.Add(key);

        return key;
    }

    private static string Describe(string id, RSA key)
    {
        var parts = key.ExportParameters(includePrivateParameters: false);

        return $$"""
            {"kty":"RSA","use":"sig","alg":"RS256","kid":"{{id}}","n":"{{Encode(parts.Modulus!)}}","e":"{{Encode(parts.Exponent!)}}"}
            """;
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
