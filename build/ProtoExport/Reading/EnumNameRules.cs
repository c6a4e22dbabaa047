using System.Text;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The rules of proto on the names of enum values.</summary>
internal static class EnumNameRules
{
    // An enum value is a sibling of its enum, not a child: as in C, all values of a file share one scope with its types.
    public static void Check(FileDescriptorProto file, ProblemList problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var types = file.MessageType.Select(message => message.Name).Concat(file.EnumType.Select(@enum => @enum.Name));
        foreach (var name in types)
        {
            // Two types of one name are told with the types.
            owners.TryAdd(name, "a message or enum");
        }

        foreach (var service in file.Service.Select(service => service.Name))
        {
            if (!owners.TryAdd(service, "a service") && owners[service] != "a service")
            {
                problems.Add(
                    ProblemCodes.SameTypeName, service, "is the name of a service and of a message.", "Give the message another name.");
            }
        }

        foreach (var @enum in file.EnumType)
        {
            CheckValues(@enum, owners, problems);
            CheckSimilar(@enum, problems);
        }
    }

    private static void CheckValues(EnumDescriptorProto @enum, Dictionary<string, string> owners, ProblemList problems)
    {
        foreach (var value in @enum.Value.Select(value => value.Name))
        {
            if (!owners.TryAdd(value, @enum.Name))
            {
                problems.Add(
                    ProblemCodes.SameEnumValueName,
                    $"{@enum.Name}.{value}",
                    $"has a name that is taken by {owners[value]}: all enum values of a package share one scope.",
                    $"Name it with its enum: [EnumMember(Value = \"{Naming.SnakeCase(@enum.Name).ToUpperInvariant()}_...\")].");
            }
        }
    }

    // Languages that have enum scopes take the prefix away: COLOR_RED and Red would be one name there.
    private static void CheckSimilar(EnumDescriptorProto @enum, ProblemList problems)
    {
        var values = @enum.Value.DistinctBy(value => value.Number).DistinctBy(value => value.Name);
        var groups = values.GroupBy(value => Bare(value.Name, @enum.Name), StringComparer.Ordinal);
        foreach (var same in groups.Where(group => group.Count() > 1))
        {
            var names = same.Select(value => value.Name).ToList();
            problems.Add(
                ProblemCodes.SimilarEnumValueNames,
                $"{@enum.Name}.{names[1]}",
                $"is {names[0]} but for case, underscores and the name of the enum, which some languages leave out.",
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
