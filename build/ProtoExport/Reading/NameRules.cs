using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The rules of proto on names that only the whole file shows.</summary>
internal static class NameRules
{
    public static void Check(FileDescriptorProto file, ProblemList problems)
    {
        foreach (var part in file.Package.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            CheckIdentifier(part, $"package {file.Package}", problems);
        }

        foreach (var service in file.Service)
        {
            CheckMembers(service.Name, service.Method.Select(method => method.Name), problems);
        }

        foreach (var message in file.MessageType)
        {
            CheckMembers(message.Name, message.Field.Select(field => field.Name), problems);

            // user_id and userId are one name in JSON.
            CheckDistinct(message.Name, message.Field.DistinctBy(field => field.Name).Select(field => field.JsonName), problems);
        }

        CheckPackageScope(file, problems);
    }

    // An enum value is a sibling of its enum, not a child: as in C, all values of a file share one scope with its types.
    private static void CheckPackageScope(FileDescriptorProto file, ProblemList problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in file.Service.Select(service => service.Name).Concat(file.MessageType.Select(message => message.Name)))
        {
            if (!owners.TryAdd(name, "a service or message") && file.Service.Any(service => service.Name == name))
            {
                problems.Add(
                    ProblemCodes.SameTypeName, name, "is the name of a service and of a message.", "Give the message another name.");
            }
        }

        foreach (var @enum in file.EnumType)
        {
            foreach (var value in @enum.Value.Select(value => value.Name))
            {
                CheckIdentifier(value, $"{@enum.Name}.{value}", problems);
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
    }

    private static void CheckMembers(string owner, IEnumerable<string> names, ProblemList problems)
    {
        var all = names.ToList();
        foreach (var name in all)
        {
            CheckIdentifier(name, $"{owner}.{name}", problems);
        }

        CheckDistinct(owner, all, problems);
    }

    private static void CheckDistinct(string owner, IEnumerable<string> names, ProblemList problems)
    {
        foreach (var same in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add(
                ProblemCodes.SameMemberName,
                $"{owner}.{same.Key}",
                $"is the name of {same.Count()} members, which a caller cannot tell apart.",
                "Give one of them another Name.");
        }
    }

    private static void CheckIdentifier(string name, string where, ProblemList problems)
    {
        if (!Naming.IsIdentifier(name))
        {
            problems.Add(
                ProblemCodes.InvalidName,
                where,
                $"has a name that proto does not allow: {name}.",
                "Use letters, digits and _, not a digit first.");
        }
    }
}
