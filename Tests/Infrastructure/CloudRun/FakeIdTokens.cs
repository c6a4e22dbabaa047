using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>Signs and reads ID tokens as Google does, with a key of this process.</summary>
public static class FakeIdTokens
{
    /// <summary>What stands in a token where its signature was.</summary>
    public const string RemovedSignature = "SIGNATURE_REMOVED_BY_GOOGLE";

    public const string Caller = "caller@project.iam.gserviceaccount.com";

    private const string Issuer = "https://accounts.google.com";

    private static readonly RSA Key = RSA.Create(2048);

    public static string Mint(string audience, TimeSpan lifetime)
    {
        var now = TimeProvider.System.GetUtcNow();
        var content = Encode(new Dictionary<string, object> { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "1" }) + "." + Encode(new()
        {
            ["iss"] = Issuer,
            ["aud"] = audience,
            ["sub"] = "1234567890",
            ["email"] = Caller,
            ["email_verified"] = true,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(), // no two tokens are the same
        });

        return $"{content}.{Base64Url.EncodeToString(Sign(content))}";
    }

    /// <summary>Returns the audience of a token that is good now, or null.</summary>
    public static string? FindAudience(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !IsSigned(parts))
        {
            return null;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var expiry = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());

        return expiry > TimeProvider.System.GetUtcNow() ? claims.RootElement.GetProperty("aud").GetString() : null;
    }

    public static string WithoutSignature(string token) => $"{token[..token.LastIndexOf('.')]}.{RemovedSignature}";

    private static bool IsSigned(string[] parts)
    {
        try
        {
            return Key.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Base64Url.DecodeFromChars(parts[2]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] Sign(string content) =>
        Key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Encode(Dictionary<string, object> values) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));
}
