using System.Collections.Concurrent;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace CodeFirst.Transcoding.Json;

/// <summary>The plans of all messages of a contract. Each is made once, when it is first needed. Safe for concurrent use.</summary>
internal sealed class MessagePlans
{
    private static readonly FileDescriptor[] WellKnown =
    [
        AnyReflection.Descriptor, DurationReflection.Descriptor, EmptyReflection.Descriptor, FieldMaskReflection.Descriptor,
        StructReflection.Descriptor, TimestampReflection.Descriptor, WrappersReflection.Descriptor,
    ];

    private readonly ConcurrentDictionary<MessageDescriptor, MessagePlan> _plans = new();
    private readonly ConcurrentDictionary<EnumDescriptor, EnumPlan> _enums = new();
    private readonly Lazy<Dictionary<string, MessageDescriptor>> _types;

    /// <param name="files">The files whose messages an Any may hold, beside the well-known types.</param>
    public MessagePlans(IEnumerable<FileDescriptor> files) => _types = new(() => TypesOf(files));

    public MessagePlan Of(MessageDescriptor message) => _plans.GetOrAdd(message, static (key, plans) => new MessagePlan(key, plans), this);

    public EnumPlan Of(EnumDescriptor descriptor) => _enums.GetOrAdd(descriptor, static key => new EnumPlan(key));

    /// <summary>Returns the plan for the type URL of an Any, or null if the contract has no such message.</summary>
    public MessagePlan? Find(string typeUrl)
    {
        var slash = typeUrl.LastIndexOf('/');

        return slash >= 0 && _types.Value.TryGetValue(typeUrl[(slash + 1)..], out var message) ? Of(message) : null;
    }

    private static Dictionary<string, MessageDescriptor> TypesOf(IEnumerable<FileDescriptor> files)
    {
        var types = new Dictionary<string, MessageDescriptor>(StringComparer.Ordinal);
        foreach (var file in WellKnown.Concat(files))
        {
            foreach (var message in file.MessageTypes)
            {
                Add(message, types);
            }
        }

        return types;
    }

    private static void Add(MessageDescriptor message, Dictionary<string, MessageDescriptor> types)
    {
        types[message.FullName] = message;
        foreach (var nested in message.NestedTypes)
        {
            Add(nested, types);
        }
    }
}
