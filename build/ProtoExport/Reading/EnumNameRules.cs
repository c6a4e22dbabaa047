using System.Text;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The rules of proto on the names of enum values.</summary>
internal sealed class EnumNameRules(CommentBook comments, ProblemList problems)
{
    // An enum value is a sibling of its enum, not a child: as in C, all values of a file share one scope with its types.
    public void Check(FileDescriptorProto file)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var types = file.MessageType.Select(message => message.Name).Concat(file.EnumType.Select(@enum => @enum.Name));
        foreach (var name in types)
        {
            // Two types of one name are told with the types.
            owners.TryAdd(name, "a message or enum");
        }

        foreach (var service in file.Service)
        {
            if (!owners.TryAdd(service.Name, "a service") && owners[service.Name] != "a service")
            {
                problems.Add(
                    ProblemCodes.SameTypeName,
                    comments.MemberOf(service),
                    service.Name,
                    "is the name of a service and of a message.",
                    "Give the message another name.");
            }
        }

        foreach (var @enum in file.EnumType)
        {
            CheckValues(@enum, owners);
            CheckSimilar(@enum);
        }
    }

    private void CheckValues(EnumDescriptorProto @enum, Dictionary<string, string> owners)
    {
        foreach (var value in @enum.Value)
        {
            if (!owners.TryAdd(value.Name, @enum.Name))
            {
                problems.Add(
                    ProblemCodes.SameEnumValueName,
                    comments.MemberOf(value),
                    $"{@enum.Name}.{value.Name}",
                    $"has a name that is taken by {owners[value.Name]}: all enum values of a package share one scope.",
                    $"Name it with its enum: [EnumMember(Value = \"{Naming.SnakeCase(@enum.Name).ToUpperInvariant()}_...\")].");
            }
        }
    }

    // Languages that have enum scopes take the prefix away: COLOR_RED and Red would be one name there.
    private void CheckSimilar(EnumDescriptorProto @enum)
    {
        var groups = @enum.Value.DistinctBy(value => value.Number)
            .DistinctBy(value => value.Name)
            .GroupBy(value => Bare(value.Name, @enum.Name), StringComparer.Ordinal);
        foreach (var same in groups.Where(group => group.Count() > 1))
        {
            var values = same.ToList();
            problems.Add(
                ProblemCodes.SimilarEnumValueNames,
                comments.MemberOf(values[1]),
                $"{@enum.Name}.{values[1].Name}",
                $"differs from {values[0].Name} only in case, underscores or the name of the enum, which some languages omit.",
                "Give one of them another name with [EnumMember(Value = \"...\")].");
        }
    }

    /// <summary>What is left of the name of a value without its enum, case and underscores.</summary>
    public static string Bare(string value, string @enum)
    {
        var prefix = Letters(@enum);
        var letters = Letters(value);
        return letters.Length > prefix.Length && letters.StartsWith(prefix, StringComparison.Ordinal) ? letters[prefix.Length..] : letters;
    }

    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var letter in name.Where(letter => letter != '_'))
        {
            letters.Append(char.ToLowerInvariant(letter));
        }

        return letters.ToString();
    }
}
