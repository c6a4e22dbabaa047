using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>What is wrong with a message only where callers send it.</summary>
internal sealed class RequestBook
{
    private readonly List<(DescriptorProto Message, Action Report)> _waiting = [];

    public void When(DescriptorProto message, Action report) => _waiting.Add((message, report));

    /// <summary>Reports it for messages that are requests, or part of one.</summary>
    public void Report(IReadOnlyCollection<FileDescriptorProto> files)
    {
        var messages = files
            .SelectMany(file => file.MessageType.Select(message => (Name: Naming.FullName(file.Package, message.Name), message)))
            .DistinctBy(message => message.Name, StringComparer.Ordinal)
            .ToDictionary(message => message.Name, message => message.message, StringComparer.Ordinal);
        var open = new Stack<string>(
            files.SelectMany(file => file.Service).SelectMany(service => service.Method).Select(method => method.InputType));
        var sent = new HashSet<DescriptorProto>(ReferenceEqualityComparer.Instance);
        while (open.TryPop(out var name))
        {
            if (!messages.TryGetValue(name, out var message) || !sent.Add(message))
            {
                continue;
            }

            var fields = message.Field.Concat(message.NestedType.SelectMany(entry => entry.Field));
            foreach (var field in fields.Where(field => field.HasTypeName))
            {
                open.Push(field.TypeName);
            }
        }

        foreach (var (_, report) in _waiting.Where(waiting => sent.Contains(waiting.Message)))
        {
            report();
        }
    }
}
