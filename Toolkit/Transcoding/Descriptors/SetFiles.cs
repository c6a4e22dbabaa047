using System.Text;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;

namespace CodeFirst.Transcoding.Descriptors;

/// <summary>The files of a descriptor set, as bytes: each is parsed once, by what makes descriptors of it.</summary>
internal static class SetFiles
{
    private const int File = 1;
    private const int Name = 1;
    private const int SourceCodeInfo = 9;

    /// <summary>Returns the name and the bytes of each file, without its comments unless they are asked for.</summary>
    /// <exception cref="MalformedMessageException">The bytes are not in the wire format.</exception>
    public static List<(string Name, ByteString Bytes)> Of(ReadOnlySpan<byte> set, bool withComments)
    {
        var files = new List<(string, ByteString)>();
        var reader = new WireReader(set);
        while (!reader.IsAtEnd)
        {
            var number = reader.ReadTag(out var type);
            if (number == File && type == WireFormat.WireType.LengthDelimited)
            {
                files.Add(Read(reader.ReadBytes(), withComments));
            }
            else
            {
                reader.Skip(number, type);
            }
        }

        return files;
    }

    private static (string Name, ByteString Bytes) Read(ReadOnlySpan<byte> file, bool withComments)
    {
        var (name, kept, length) = ("", new byte[file.Length], 0);
        var reader = new WireReader(file);
        while (!reader.IsAtEnd)
        {
            var start = reader.Position;
            var number = reader.ReadTag(out var type);
            if (number == Name && type == WireFormat.WireType.LengthDelimited)
            {
                name = Encoding.UTF8.GetString(reader.ReadBytes());
            }
            else
            {
                reader.Skip(number, type);
            }

            if (number != SourceCodeInfo || withComments)
            {
                var field = file[start..reader.Position];
                field.CopyTo(kept.AsSpan(length));
                length += field.Length;
            }
        }

        return (name, UnsafeByteOperations.UnsafeWrap(kept.AsMemory(0, length)));
    }
}
