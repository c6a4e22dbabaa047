using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The rules of proto on names that only the whole file shows.</summary>
internal sealed class NameRules(CommentBook comments, ProblemList problems)
{
    public void Check(FileDescriptorProto file)
    {
        foreach (var part in file.Package.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            CheckIdentifier(part, $"package {file.Package}", file.Service.FirstOrDefault<IMessage>() ?? file.MessageType.FirstOrDefault());
        }

        foreach (var service in file.Service)
        {
            foreach (var method in service.Method)
            {
                CheckIdentifier(method.Name, $"{service.Name}.{method.Name}", method);
            }

            CheckDistinct(service.Name, service.Method.Select(method => (method.Name, method)));
        }

        foreach (var message in file.MessageType)
        {
            CheckDistinct(message.Name, message.Field.Select(field => (field.Name, field)));

            // order_id and orderId are one name in JSON.
            CheckDistinct(message.Name, message.Field.DistinctBy(field => field.Name).Select(field => (field.JsonName, field)));

            // The entries of a map are a message inside this one, which has the scope of the fields.
            var entries = message.NestedType.Select(entry => (entry.Name, Field: FieldOf(entry, message))).ToList();
            var siblings = message.Field.Where(field => entries.Exists(entry => entry.Name == field.Name));
            CheckDistinct(message.Name, entries.Concat(siblings.Select(field => (field.Name, Field: field))));
        }
    }

    private static FieldDescriptorProto FieldOf(DescriptorProto entry, DescriptorProto message) =>
        message.Field.First(field =>
            field.HasTypeName && field.TypeName.EndsWith($".{message.Name}.{entry.Name}", StringComparison.Ordinal));

    private void CheckDistinct<T>(string owner, IEnumerable<(string Name, T Declaration)> names)
        where T : IMessage
    {
        foreach (var same in names.GroupBy(item => item.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add(
                ProblemCodes.SameMemberName,
                comments.MemberOf(same.Last().Declaration),
                $"{owner}.{same.Key}",
                $"is the name of {same.Count()} members, which a caller cannot tell apart.",
                "Give one of them another Name.");
        }
    }

    private void CheckIdentifier(string name, string where, IMessage? declaration)
    {
        if (!Naming.IsIdentifier(name))
        {
            problems.Add(
                ProblemCodes.InvalidName,
                declaration is null ? null : comments.MemberOf(declaration),
                where,
                $"has a name that proto does not allow: {name}.",
                "Use letters, digits and _, not a digit first.");
        }
    }
}
