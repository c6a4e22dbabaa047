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
            foreach (var method in service.Method)
            {
                CheckIdentifier(method.Name, $"{service.Name}.{method.Name}", problems);
            }

            CheckDistinct(service.Name, service.Method.Select(method => method.Name), problems);
        }

        foreach (var message in file.MessageType)
        {
            CheckDistinct(message.Name, message.Field.Select(field => field.Name), problems);

            // order_id and orderId are one name in JSON.
            CheckDistinct(message.Name, message.Field.DistinctBy(field => field.Name).Select(field => field.JsonName), problems);

            // The entries of a map are a message inside this one, which has the scope of the fields.
            var entries = message.NestedType.Select(entry => entry.Name).ToList();
            CheckDistinct(message.Name, entries.Concat(message.Field.Select(field => field.Name).Where(entries.Contains)), problems);
        }
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
