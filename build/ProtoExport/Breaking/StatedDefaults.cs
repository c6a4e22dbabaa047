using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>
/// What the comments of a file say that a field means when it is absent. proto3 has no other place for it: a default other than zero is
/// a sentence, <c>Absent means 7.</c>, and as much a part of the contract as the type.
/// </summary>
internal static partial class StatedDefaults
{
    private const int FieldOfMessage = DescriptorProto.FieldFieldNumber;

    /// <summary>The values by their fields. Only optional fields have one.</summary>
    public static Dictionary<FieldDescriptorProto, string> In(FileDescriptorProto file)
    {
        var found = new Dictionary<FieldDescriptorProto, string>(ReferenceEqualityComparer.Instance);
        foreach (var location in file.SourceCodeInfo?.Location ?? [])
        {
            if (FieldAt(file, location.Path) is { Proto3Optional: true } field && ValueIn(location.LeadingComments) is { } value)
            {
                found[field] = value;
            }
        }

        return found;
    }

    /// <summary>A file without comments and positions, except for those sentences.</summary>
    public static void KeepOnly(FileDescriptorProto file)
    {
        var kept = new SourceCodeInfo();
        foreach (var location in file.SourceCodeInfo?.Location ?? [])
        {
            if (FieldAt(file, location.Path) is { Proto3Optional: true } && ValueIn(location.LeadingComments) is { } value)
            {
                kept.Location.Add(new SourceCodeInfo.Types.Location { Path = { location.Path }, LeadingComments = $" Absent means {value}.\n" });
            }
        }

        file.SourceCodeInfo = kept.Location.Count > 0 ? kept : null;
    }

    private static string? ValueIn(string comment) =>
        Sentence().Match(Blanks().Replace(comment, " ")) is { Success: true } match ? match.Groups[1].Value : null;

    // The path of a field: 4 and the index of a message, 3 and the index of a message inside, 2 and the index of the field.
    private static FieldDescriptorProto? FieldAt(FileDescriptorProto file, RepeatedField<int> path)
    {
        if (path.Count < 4 || path.Count % 2 != 0 || path[0] != FileDescriptorProto.MessageTypeFieldNumber || path[^2] != FieldOfMessage)
        {
            return null;
        }

        var message = file.MessageType[path[1]];
        for (var i = 2; i < path.Count - 2; i += 2)
        {
            if (path[i] != DescriptorProto.NestedTypeFieldNumber)
            {
                return null;
            }

            message = message.NestedType[path[i + 1]];
        }

        return message.Field[path[^1]];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\bAbsent means (.+?)\.(?: |$)")]
    private static partial Regex Sentence();
}
