using System.Text;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>What reading and writing need to know of a message, worked out once.</summary>
internal sealed class MessagePlan
{
    private const int LargestDirect = 256;

    private readonly FieldPlan?[] _direct;
    private readonly Dictionary<int, FieldPlan>? _others;
    private readonly NameTable _names;

    public MessagePlan(MessageDescriptor descriptor, MessagePlans plans)
    {
        Descriptor = descriptor;
        Plans = plans;
        Form = FormOf(descriptor);
        var oneofs = descriptor.Oneofs.Where(oneof => !oneof.IsSynthetic).ToList();
        Fields = [.. descriptor.Fields.InFieldNumberOrder().Select((field, i) => new FieldPlan(field, i, OneofOf(field, oneofs), plans))];
        OneofCount = oneofs.Count;
        SubtypeOneof = oneofs.FindIndex(oneof => IsSubtype(oneof));
        _names = new NameTable(
        [
            .. Fields.Select(field => (Encoding.UTF8.GetBytes(field.Descriptor.JsonName), field.Index)),
            .. Fields.Select(field => (Encoding.UTF8.GetBytes(field.Name), field.Index)),
        ]);

        var numbers = Fields.Select(field => field.Descriptor.FieldNumber).Where(number => number < LargestDirect);
        _direct = new FieldPlan?[numbers.DefaultIfEmpty(-1).Max() + 1];
        foreach (var field in Fields)
        {
            var number = field.Descriptor.FieldNumber;
            if (number < LargestDirect)
            {
                _direct[number] = field;
            }
            else
            {
                (_others ??= [])[number] = field;
            }
        }
    }

    public MessageDescriptor Descriptor { get; }

    public MessagePlans Plans { get; }

    public MessageForm Form { get; }

    /// <summary>Gets the fields in the order of their numbers, which is that of their JSON.</summary>
    public FieldPlan[] Fields { get; }

    public int OneofCount { get; }

    /// <summary>Gets the oneof that says which derived type a message is, or -1.</summary>
    public int SubtypeOneof { get; }

    /// <summary>Finds a field by either spelling of its name.</summary>
    public FieldPlan? Find(ReadOnlySpan<byte> name)
    {
        var index = _names.Find(name);

        return index < 0 ? null : Fields[index];
    }

    public FieldPlan? Find(int number) =>
        (uint)number < (uint)_direct.Length ? _direct[number] : _others?.GetValueOrDefault(number);

    /// <summary>Finds a field by names with dots. Null if there is none, or if a step but the last is no plain message.</summary>
    public FieldPath? FindPath(ReadOnlySpan<char> dotted)
    {
        var steps = new List<FieldPlan>();
        MessagePlan? plan = this;
        foreach (var range in dotted.Split('.'))
        {
            if (plan?.Find(Encoding.UTF8.GetBytes(dotted[range].ToString())) is not { } field)
            {
                return null;
            }

            steps.Add(field);
            plan = field is { IsMessage: true, IsRepeated: false } && field.Message.Form == MessageForm.Fields ? field.Message : null;
        }

        return new FieldPath([.. steps]);
    }

    private static int OneofOf(FieldDescriptor field, List<OneofDescriptor> oneofs) =>
        field.RealContainingOneof is { } oneof ? oneofs.IndexOf(oneof) : -1;

    // The exporter calls it subtype, or subtype_type and so on where a field has that name.
    private static bool IsSubtype(OneofDescriptor oneof) =>
        oneof.Name.StartsWith("subtype", StringComparison.Ordinal) && oneof.Fields.All(field => field.FieldType == FieldType.Message);

    public static MessageForm FormOf(MessageDescriptor descriptor) => descriptor.FullName switch
    {
        "google.protobuf.Any" => MessageForm.Any,
        "google.protobuf.Timestamp" => MessageForm.Timestamp,
        "google.protobuf.Duration" => MessageForm.Duration,
        "google.protobuf.FieldMask" => MessageForm.FieldMask,
        "google.protobuf.Struct" => MessageForm.Struct,
        "google.protobuf.Value" => MessageForm.Value,
        "google.protobuf.ListValue" => MessageForm.ListValue,
        "bcl.Guid" => MessageForm.BclGuid,
        "bcl.Decimal" => MessageForm.BclDecimal,
        "bcl.DateTime" => MessageForm.BclDateTime,
        "bcl.TimeSpan" => MessageForm.BclTimeSpan,
        _ when descriptor.File.Name == "google/protobuf/wrappers.proto" => MessageForm.Wrapper,
        _ => MessageForm.Fields,
    };
}
