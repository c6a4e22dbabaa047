using System.Reflection;
using System.Runtime.Serialization;
using Google.Protobuf.Reflection;
using ProtoBuf;

namespace CodeFirst.Hosting.Marshalling;

/// <summary>
/// Makes the plans of messages out of the contract's descriptors, which native programs have. A base with derived types is described as a
/// message with a oneof, one message field for each derived type. Safe for concurrent use.
/// </summary>
internal sealed class DescribedPlans
{
    private readonly Dictionary<string, DescriptorProto> _messages = [];
    private readonly Dictionary<string, MessagePlan> _made = [];

    public DescribedPlans(IEnumerable<FileDescriptorProto> files)
    {
        foreach (var file in files)
        {
            Add(file.Package.Length == 0 ? "" : $".{file.Package}", file.MessageType);
        }
    }

    /// <summary>Returns whether a type is described: whether exactly one message of the descriptors has its name.</summary>
    /// <param name="type">A type of the contract. A derived type is sent inside its base, so the name is that of the outermost base.</param>
    /// <param name="plan">The plan, or null if every order of the fields can be read anyway.</param>
    public bool TryFind(Type type, out MessagePlan? plan)
    {
        plan = null;
        var name = NameOf(Outermost(type));
        var found = _messages.Keys.Where(message => message.EndsWith($".{name}", StringComparison.Ordinal)).Take(2).ToList();
        if (found.Count != 1)
        {
            return false;
        }

        lock (_made)
        {
            plan = Make(found[0]).Pruned();
        }

        return true;
    }

    private static Type Outermost(Type type)
    {
        while (type.BaseType is { } outer && outer.GetCustomAttributes<ProtoIncludeAttribute>(inherit: false).Any(Includes))
        {
            type = outer;
        }

        return type;

        bool Includes(ProtoIncludeAttribute include) => include.KnownType == type;
    }

    private static string NameOf(Type type) =>
        type.GetCustomAttribute<ProtoContractAttribute>(inherit: false)?.Name
        ?? type.GetCustomAttribute<DataContractAttribute>(inherit: false)?.Name
        ?? type.Name;

    private void Add(string scope, IEnumerable<DescriptorProto> messages)
    {
        foreach (var message in messages)
        {
            var name = $"{scope}.{message.Name}";
            _messages.TryAdd(name, message);
            Add(name, message.NestedType);
        }
    }

    private MessagePlan Make(string name)
    {
        if (_made.TryGetValue(name, out var known))
        {
            return known;
        }

        var plan = new MessagePlan();
        _made.Add(name, plan);
        foreach (var field in _messages[name].Field.Where(field => field.Type == FieldDescriptorProto.Types.Type.Message))
        {
            if (!_messages.ContainsKey(field.TypeName))
            {
                continue; // of Google's own files, which need not be in the set, and have no derived types
            }

            plan.Fields[field.Number] = Make(field.TypeName);
            if (field is { HasOneofIndex: true, Proto3Optional: false })
            {
                plan.Derived.Add(field.Number);
            }
        }

        return plan;
    }
}
