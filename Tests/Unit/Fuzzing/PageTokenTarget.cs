using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CodeFirst.Server.Users;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>Page tokens: as they come, and signed, so that what is behind the signature is reached too.</summary>
internal static class PageTokenTarget
{
    private const string Filter = "role = \"admin\"";
    private const int SignedPart = 16; // of the signature

    private static readonly byte[] Key = [.. Enumerable.Range(0, PageToken.KeyLength).Select(i => (byte)i)];
    private static readonly string Good = PageToken.Create(Key, Filter, "user-0199c0ffee007000800000000000beef");

    private static readonly byte[][] Seeds = [Encoding.ASCII.GetBytes(Good), Base64Url.DecodeFromChars(Good)[..^SignedPart]];

    public static FuzzTarget Target { get; } = new("token", Read, Seeds, ["=", "-", "_", "A", "\0", " ", "\u0001"]);

    private static void Read(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        PageToken.TryParse(Key, text, Filter, out _, out _).Should().Be(text == Good, "nobody can make another");

        var signed = Base64Url.EncodeToString([.. input, .. HMACSHA256.HashData(Key, input).AsSpan(0, SignedPart)]);
        if (PageToken.TryParse(Key, signed, Filter, out var id, out var failure))
        {
            id.Should().NotBeEmpty();
            failure.Should().Be(PageTokenFailure.None);
        }
        else
        {
            failure.Should().NotBe(PageTokenFailure.None);
        }
    }
}
