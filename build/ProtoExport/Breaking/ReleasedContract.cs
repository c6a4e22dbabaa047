using CodeFirst.ProtoExport.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>The baseline of the gate: the descriptor set that callers rely on.</summary>
internal static class ReleasedContract
{
    /// <summary>Without positions and comments but for defaults, so that only a change of the contract changes the file.</summary>
    public static byte[] Bytes(FileDescriptorSet descriptors)
    {
        var released = descriptors.Clone();
        foreach (var file in released.File)
        {
            StatedDefaults.KeepOnly(file);
        }

        return released.ToByteArray();
    }

    /// <summary>Reads a descriptor set with its imports. A file that is not one, or only half, is refused.</summary>
    public static FileDescriptorSet Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <inheritdoc cref="Read"/>
    public static FileDescriptorSet Parse(byte[] bytes, string path)
    {
        try
        {
            var set = FileDescriptorSet.Parser.ParseFrom(bytes);
            if (set.File.Count == 0)
            {
                throw Unreadable(path, "it is empty");
            }

            if (set.File.FirstOrDefault(file => file.Syntax == "editions") is { } edition)
            {
                throw Unreadable(path, $"{edition.Name} is written in an edition, and only proto2 and proto3 can be compared");
            }

            _ = FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()));
            return set;
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or DescriptorValidationException or ArgumentException
            or InvalidOperationException or NullReferenceException) // Google's reader does not expect extensions of nothing
        {
            throw Unreadable(path, failure.Message);
        }
    }

    private static ExportException Unreadable(string path, string why) => new(
        ProblemCodes.UnreadableBaseline,
        path,
        $"is not a descriptor set to compare with: {why.TrimEnd('.')}.",
        "Restore it from version control, or create it again from the released sources with `dotnet build -t:AcceptContract`.");
}
