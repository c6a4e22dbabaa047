using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>
/// A message as a caller in another language has it: made from bytes by nothing but the descriptor, and written in the canonical
/// form of proto3. A field or wire type that the descriptor does not know is an error.
/// </summary>
internal sealed class DescriptorMessage
{
    private readonly MessageDescriptor _type;
    private readonly SortedDictionary<int, List<object>> _fields = [];

    private DescriptorMessage(MessageDescriptor type) => _type = type;

    public MessageDescriptor Type => _type;

    /// <summary>The values of a field: none if it is absent, one, or those of a list or the entries of a map.</summary>
    public IReadOnlyList<object> ValuesOf(FieldDescriptor field) => _fields.GetValueOrDefault(field.FieldNumber, []);

    public static DescriptorMessage Parse(MessageDescriptor type, byte[] bytes)
    {
        var message = new DescriptorMessage(type);
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is not 0 and var tag)
        {
            var field = type.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag))
                ?? throw new InvalidOperationException($"{type.FullName} has no field {WireFormat.GetTagFieldNumber(tag)}.");
            message.Read(field, WireFormat.GetTagWireType(tag), input);
        }

        message.FillMaps();
        return message;
    }

    /// <summary>The bytes that a caller sends.</summary>
    /// <param name="packAll">Whether numbers are packed even where the descriptor says no: every reader must take both.</param>
    /// <param name="subtypesFirst">Whether the fields of a oneof are before the others, as protobuf-net wants for an abstract base.</param>
    public byte[] ToByteArray(bool packAll = false, bool subtypesFirst = false)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            var fields = _fields.Select(field => (Field: _type.FindFieldByNumber(field.Key), Values: field.Value));
            foreach (var (field, values) in subtypesFirst ? fields.OrderBy(field => field.Field.RealContainingOneof is null) : fields)
            {
                Write(field, values, output, packAll, subtypesFirst);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The fields that a caller sees, in the order of their numbers, such as <c>{1:5,2:["a","b"]}</c>.</summary>
    public override string ToString()
    {
        var fields = _fields
            .Where(field => field.Value.Count > 0)
            .Select(field => (Number: field.Key, Text: TextOf(_type.FindFieldByNumber(field.Key), field.Value)))
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Number}:{field.Text}"));
        return $"{{{string.Join(',', fields)}}}";
    }

    private static string TextOf(FieldDescriptor field, List<object> values)
    {
        if (!field.IsRepeated)
        {
            return WireText.Of(values[0]);
        }

        // The order of a map says nothing.
        var texts = values.Select(WireText.Of);
        return $"[{string.Join(',', field.IsMap ? texts.Order(StringComparer.Ordinal) : texts)}]";
    }

    private void Read(FieldDescriptor field, WireFormat.WireType wireType, CodedInputStream input)
    {
        var values = _fields.TryGetValue(field.FieldNumber, out var known) ? known : _fields[field.FieldNumber] = [];
        if (field.IsRepeated && wireType == WireFormat.WireType.LengthDelimited && WireValue.WireTypeOf(field) != wireType)
        {
            var packed = new CodedInputStream(input.ReadBytes().ToByteArray());
            while (!packed.IsAtEnd)
            {
                values.Add(WireValue.Read(field, packed));
            }

            return;
        }

        wireType.Should().Be(WireValue.WireTypeOf(field), "field {0} is {1}", field.FullName, field.FieldType);
        if (!field.IsRepeated)
        {
            values.Clear();
        }

        values.Add(WireValue.Read(field, input));

        // Without presence, zero is what everybody reads anyway.
        if (!field.IsRepeated && !field.HasPresence && WireValue.IsZero(values[0]))
        {
            values.Clear();
        }
    }

    // In the entry of a map, what is not there is zero.
    private void FillMaps()
    {
        foreach (var map in _type.Fields.InFieldNumberOrder().Where(field => field.IsMap))
        {
            foreach (var entry in _fields.GetValueOrDefault(map.FieldNumber, []).Cast<DescriptorMessage>())
            {
                foreach (var part in map.MessageType.Fields.InFieldNumberOrder())
                {
                    entry._fields[part.FieldNumber] = entry._fields.GetValueOrDefault(part.FieldNumber) is { Count: > 0 } values
                        ? values
                        : [WireValue.ZeroOf(part, type => new DescriptorMessage(type))];
                }
            }
        }
    }

    private static void Write(FieldDescriptor field, List<object> values, CodedOutputStream output, bool packAll, bool subtypesFirst)
    {
        var canBePacked = field.IsRepeated && WireValue.WireTypeOf(field) != WireFormat.WireType.LengthDelimited;
        if (values.Count > 0 && canBePacked && (packAll || field.IsPacked))
        {
            using var stream = new MemoryStream();
            using (var packed = new CodedOutputStream(stream, leaveOpen: true))
            {
                values.ForEach(value => WireValue.Write(field, value, packed, packAll, subtypesFirst));
            }

            output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(stream.ToArray()));
            return;
        }

        foreach (var value in values)
        {
            output.WriteTag(field.FieldNumber, WireValue.WireTypeOf(field));
            WireValue.Write(field, value, output, packAll, subtypesFirst);
        }
    }
}
