using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>The messages of a contract by their full names with a dot before it, and those that protobuf defines.</summary>
internal sealed class MessageBook
{
    // JSON has one value for each, so a path and a query have too.
    private static readonly HashSet<string> Values = new(StringComparer.Ordinal)
    {
        ".google.protobuf.Timestamp", ".google.protobuf.Duration", ".google.protobuf.FieldMask", ".google.protobuf.BoolValue",
        ".google.protobuf.BytesValue", ".google.protobuf.DoubleValue", ".google.protobuf.FloatValue", ".google.protobuf.Int32Value",
        ".google.protobuf.Int64Value", ".google.protobuf.StringValue", ".google.protobuf.UInt32Value", ".google.protobuf.UInt64Value",
        ".bcl.Guid", ".bcl.Decimal", ".bcl.DateTime", ".bcl.TimeSpan",
    };

    private readonly Dictionary<string, DescriptorProto> _messages = new(StringComparer.Ordinal);

    public MessageBook(IEnumerable<FileDescriptorProto> files)
    {
        FileDescriptor[] known =
        [
            AnyReflection.Descriptor, DurationReflection.Descriptor, EmptyReflection.Descriptor, FieldMaskReflection.Descriptor,
            StructReflection.Descriptor, TimestampReflection.Descriptor, WrappersReflection.Descriptor,
        ];
        foreach (var file in files.Concat(known.Select(file => file.ToProto())))
        {
            Add(file.MessageType, file.Package.Length > 0 ? $".{file.Package}" : "");
        }
    }

    /// <summary>Finds a field by its name, with dots before those of nested ones. Only messages can be on the way.</summary>
    public FieldDescriptorProto? Find(string message, string fieldPath)
    {
        FieldDescriptorProto? field = null;
        foreach (var name in fieldPath.Split('.'))
        {
            if (field is not null)
            {
                if (field.Type != WireType.Message || field.Label == Label.Repeated || Values.Contains(field.TypeName))
                {
                    return null;
                }

                message = field.TypeName;
            }

            field = _messages.GetValueOrDefault(message)?.Field.FirstOrDefault(candidate => candidate.Name == name);
            if (field is null)
            {
                return null;
            }
        }

        return field;
    }

    /// <summary>The names of the fields of a message, for an error.</summary>
    public string FieldsOf(string message) => _messages.TryGetValue(message, out var found) && found.Field.Count > 0
        ? $"The fields of {message[1..]} are {string.Join(", ", found.Field.Select(field => field.Name))}."
        : $"{message[1..]} has no fields.";

    /// <summary>What a field is that has no single value, or null if it has one.</summary>
    public string? WhyNoValue(FieldDescriptorProto field) => field switch
    {
        { Label: Label.Repeated, Type: WireType.Message } when _messages.GetValueOrDefault(field.TypeName)?.Options is { MapEntry: true } => "a map",
        { Label: Label.Repeated } => "repeated",
        { Type: WireType.Message } when !Values.Contains(field.TypeName) => $"the message {field.TypeName[1..]}",
        _ => null,
    };

    private void Add(IEnumerable<DescriptorProto> messages, string scope)
    {
        foreach (var message in messages)
        {
            _messages[$"{scope}.{message.Name}"] = message;
            Add(message.NestedType, $"{scope}.{message.Name}");
        }
    }
}
