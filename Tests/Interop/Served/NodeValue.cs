using System.Globalization;
using System.Text.Json.Nodes;
using CodeFirst.Tests.Unit.ProtoExport;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>
/// A message as a Node.js program has it, which loaded the .proto with proto-loader: 64-bit numbers and enums are strings, and
/// everything that is not there has its default. What JSON does not have is an object with one key, <c>$bytes</c> or <c>$number</c>.
/// </summary>
internal static class NodeValue
{
    /// <summary>What the program writes to send a message: the fields that are there.</summary>
    public static JsonObject ToSend(DescriptorMessage message) => Of(message, isReceived: false);

    /// <summary>What the program sees when it receives the message.</summary>
    public static JsonObject AsReceived(DescriptorMessage message) => Of(message, isReceived: true);

    private static JsonObject Of(DescriptorMessage message, bool isReceived)
    {
        var result = new JsonObject();
        foreach (var field in message.Type.Fields.InFieldNumberOrder())
        {
            var values = message.ValuesOf(field);
            if (values.Count == 0)
            {
                if (isReceived && field.ContainingOneof is null)
                {
                    result[field.Name] = Default(field);
                }

                continue;
            }

            result[field.Name] = field switch
            {
                { IsMap: true } => Map(field, values, isReceived),
                { IsRepeated: true } => new JsonArray([.. values.Select(value => Value(field, value, isReceived))]),
                _ => Value(field, values[0], isReceived),
            };
            if (isReceived && field.ContainingOneof is { } oneof)
            {
                result[oneof.Name] = field.Name;
            }
        }

        return result;
    }

    private static JsonObject Map(FieldDescriptor field, IEnumerable<object> entries, bool isReceived)
    {
        var (key, item) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        var result = new JsonObject();
        foreach (var entry in entries.Cast<DescriptorMessage>())
        {
            result[Key(entry.ValuesOf(key)[0], isReceived)] = Value(item, entry.ValuesOf(item)[0], isReceived);
        }

        return result;
    }

    /// <summary>The key of a 64-bit zero that is on the wire. One that is left out, as zeros are, is 0.</summary>
    public static string ZeroKey { get; } = new('\0', 8);

    // protobufjs gives a 64-bit key as a string of its eight bytes.
    private static string Key(object key, bool isReceived) => key switch
    {
        long number when isReceived && number != 0 => Hash((ulong)number),
        ulong number when isReceived && number != 0 => Hash(number),
        bool flag => flag ? "true" : "false",
        string text => text,
        _ => Text(key),
    };

    private static string Hash(ulong number) => string.Concat(Enumerable.Range(0, 8).Select(i => (char)((number >> (8 * i)) & 255)));

    private static JsonNode? Default(FieldDescriptor field) => field switch
    {
        { IsMap: true } => new JsonObject(),
        { IsRepeated: true } => new JsonArray(),
        { FieldType: FieldType.Message } => null,
        { FieldType: FieldType.Enum } => Value(field, 0, isReceived: true),
        _ => Value(field, WireValue.ZeroOf(field, _ => throw new NotSupportedException()), isReceived: true),
    };

    private static JsonNode Value(FieldDescriptor field, object value, bool isReceived) => value switch
    {
        DescriptorMessage message => Of(message, isReceived),
        ByteString bytes => new JsonObject { ["$bytes"] = bytes.ToBase64() },
        string text => text,
        bool flag => flag,
        int number when field.FieldType == FieldType.Enum => EnumValue(field, number),
        int or uint => JsonNode.Parse(Text(value))!,
        long or ulong => Text(value),
        float number => Number(number),
        double number => Number(number),
        _ => throw new NotSupportedException($"{field.FullName} is a {value.GetType()}."),
    };

    private static JsonNode EnumValue(FieldDescriptor field, int number) =>
        field.EnumType.Values.FirstOrDefault(value => value.Number == number) is { } known ? known.Name : number;

    private static JsonNode Number(double number) => double.IsFinite(number)
        ? number
        : new JsonObject { ["$number"] = double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity" };

    private static string Text(object number) => ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture);
}
