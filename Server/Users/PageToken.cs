using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CodeFirst.Server.Users;

/// <summary>
/// The opaque, URL-safe text that continues a list after a user. It is base64url without padding of: version (1 byte), the first
/// 8 bytes of SHA-256 of the filter, the last id in UTF-8, and the first 16 bytes of HMAC-SHA-256 of all before. It authorizes
/// nothing and never expires.
/// </summary>
internal static class PageToken
{
    /// <summary>The secret key that a store keeps, in bytes.</summary>
    public const int KeyLength = 32;

    private const byte Version = 1;
    private const int FilterLength = 8;
    private const int IdStart = 1 + FilterLength;
    private const int MacLength = 16;
    private const int MaxLength = 300;                  // characters
    private const int MaxBytes = MaxLength / 4 * 3;
    private const int MaxIdBytes = MaxBytes - IdStart - MacLength;

    /// <summary>Makes the token for the page after <paramref name="lastId"/>. White space around the filter does not count.</summary>
    public static string Create(ReadOnlySpan<byte> key, string filter, string lastId)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyLength);
        ArgumentException.ThrowIfNullOrEmpty(lastId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(lastId), MaxIdBytes, nameof(lastId));

        Span<byte> bytes = stackalloc byte[MaxBytes];
        bytes[0] = Version;
        HashFilter(filter, bytes.Slice(1, FilterLength));
        var end = IdStart + Encoding.UTF8.GetBytes(lastId, bytes[IdStart..]);
        Sign(key, bytes[..end], bytes.Slice(end, MacLength));

        return Base64Url.EncodeToString(bytes[..(end + MacLength)]);
    }

    /// <summary>Reads a token that <see cref="Create"/> made with the same key and filter.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> key, string token, string filter, [NotNullWhen(true)] out string? lastId, out PageTokenFailure failure)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyLength);

        Span<byte> bytes = stackalloc byte[MaxBytes];
        lastId = null;
        failure = PageTokenFailure.Malformed;

        if (!TryDecode(token, bytes, out var length) || length <= IdStart + MacLength || bytes[0] != Version)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[MacLength];
        var end = length - MacLength;
        Sign(key, bytes[..end], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[end..length]))
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[FilterLength];
        HashFilter(filter, hash);
        if (!hash.SequenceEqual(bytes.Slice(1, FilterLength)))
        {
            failure = PageTokenFailure.OtherFilter;
            return false;
        }

        lastId = Encoding.UTF8.GetString(bytes[IdStart..end]);
        failure = PageTokenFailure.None;
        return true;
    }

    // The decoder skips white space and padding and ignores unused bits; encoding again finds all of these, so each token has
    // one spelling.
    private static bool TryDecode(string token, Span<byte> bytes, out int length)
    {
        length = 0;

        if (token.Length > MaxLength || Base64Url.DecodeFromChars(token, bytes, out _, out length) != OperationStatus.Done)
        {
            return false;
        }

        Span<char> canonical = stackalloc char[MaxLength];
        return Base64Url.TryEncodeToChars(bytes[..length], canonical, out var written)
            && token.AsSpan().SequenceEqual(canonical[..written]);
    }

    private static void HashFilter(string filter, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(filter.Trim()), hash);
        hash[..FilterLength].CopyTo(destination);
    }

    private static void Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, mac);
        mac[..MacLength].CopyTo(destination);
    }
}
