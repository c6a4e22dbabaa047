using System.Buffers;

namespace CodeFirst.Transcoding.Json;

/// <summary>
/// Arrays that grow: small ones from the pool. The pool rounds large ones up to twice their size and keeps them; those are made to measure.
/// </summary>
internal static class ByteArrays
{
    private const int LargestPooled = 1 << 20;

    public static byte[] Rent(int length) =>
        length <= LargestPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    public static void Return(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Returns a larger array with the same bytes, and gives the smaller one back.</summary>
    public static byte[] Grow(byte[] bytes, int used, int needed)
    {
        var larger = Rent(Math.Max(needed, (int)Math.Min(bytes.Length < LargestPooled ? 2L * bytes.Length : bytes.Length * 5L / 4, 1 << 30)));
        Buffer.BlockCopy(bytes, 0, larger, 0, used);
        Return(bytes);

        return larger;
    }
}
