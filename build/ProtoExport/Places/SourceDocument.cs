using System.Security.Cryptography;
using System.Text;

namespace CodeFirst.ProtoExport.Places;

/// <summary>A source file as the symbols know it.</summary>
/// <param name="Path">The path that the compiler wrote.</param>
/// <param name="Algorithm">The id of the algorithm of the hash.</param>
/// <param name="Hash">The hash of the bytes that were compiled.</param>
internal sealed record SourceDocument(string Path, Guid Algorithm, string Hash)
{
    // Both are defined by the format of portable PDB files.
    private static readonly Guid Sha1 = new("ff1816ec-aa5e-4d10-87f7-6f4963833460");
    private static readonly Guid Sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    /// <summary>The text of the file, or null if it is not the one that was compiled: lines may have moved.</summary>
    public string? ReadIfUnchanged(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var hash = Algorithm == Sha256 ? SHA256.HashData(bytes) : Algorithm == Sha1 ? HashOfOldCompilers(bytes) : [];
        return Hash.Length > 0 && Convert.ToHexString(hash) == Hash ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : null;
    }

#pragma warning disable CA5350 // It is the hash that is in the file, and protects nothing.
    private static byte[] HashOfOldCompilers(byte[] bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350
}
