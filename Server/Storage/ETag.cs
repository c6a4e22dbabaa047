using System.Globalization;

namespace CodeFirst.Server.Storage;

/// <summary>The entity tag of a version of a user: a strong tag with its quotes, as RFC 9110 writes it.</summary>
internal static class ETag
{
    private static readonly string First = Write(1);

    public static string Of(long version) => version == 1 ? First : Write(version);

    private static string Write(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
