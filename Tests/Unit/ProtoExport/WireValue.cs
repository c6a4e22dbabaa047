using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Reads and writes one value of a field, by the type of the field alone.</summary>
internal static class WireValue
{
    public static WireFormat.WireType WireTypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        FieldType.String or FieldType.Bytes or FieldType.Message => WireFormat.WireType.LengthDelimited,
        _ => WireFormat.WireType.Varint,
    };

    public static object Read(FieldDescriptor field, CodedInputStream input) => field.FieldType switch
    {
        FieldType.Bool => input.ReadBool(),
        FieldType.Bytes => input.ReadBytes(),
        FieldType.Double => input.ReadDouble(),
        FieldType.Enum => input.ReadEnum(),
        FieldType.Fixed32 => input.ReadFixed32(),
        FieldType.Fixed64 => input.ReadFixed64(),
        FieldType.Float => input.ReadFloat(),
        FieldType.Int32 => input.ReadInt32(),
        FieldType.Int64 => input.ReadInt64(),
        FieldType.SFixed32 => input.ReadSFixed32(),
        FieldType.SFixed64 => input.ReadSFixed64(),
        FieldType.SInt32 => input.ReadSInt32(),
        FieldType.SInt64 => input.ReadSInt64(),
        FieldType.String => input.ReadString(),
        FieldType.UInt32 => input.ReadUInt32(),
        FieldType.UInt64 => input.ReadUInt64(),
        FieldType.Message => DescriptorMessage.Parse(field.MessageType, input.ReadBytes().ToByteArray()),
        _ => throw new NotSupportedException(field.FullName),
    };

    public static void Write(FieldDescriptor field, object value, CodedOutputStream output, bool packAll, bool subtypesFirst)
    {
        Action write = field.FieldType switch
        {
            FieldType.Bool => () => output.WriteBool((bool)value),
            FieldType.Bytes => () => output.WriteBytes((ByteString)value),
            FieldType.Double => () => output.WriteDouble((double)value),
            FieldType.Enum => () => output.WriteEnum((int)value),
            FieldType.Fixed32 => () => output.WriteFixed32((uint)value),
            FieldType.Fixed64 => () => output.WriteFixed64((ulong)value),
            FieldType.Float => () => output.WriteFloat((float)value),
            FieldType.Int32 => () => output.WriteInt32((int)value),
            FieldType.Int64 => () => output.WriteInt64((long)value),
            FieldType.SFixed32 => () => output.WriteSFixed32((int)value),
            FieldType.SFixed64 => () => output.WriteSFixed64((long)value),
            FieldType.SInt32 => () => output.WriteSInt32((int)value),
            FieldType.SInt64 => () => output.WriteSInt64((long)value),
            FieldType.String => () => output.WriteString((string)value),
            FieldType.UInt32 => () => output.WriteUInt32((uint)value),
            FieldType.UInt64 => () => output.WriteUInt64((ulong)value),
            FieldType.Message => () => output.WriteBytes(ByteString.CopyFrom(((DescriptorMessage)value).ToByteArray(packAll, subtypesFirst))),
            _ => throw new NotSupportedException(field.FullName),
        };
        write();
    }

    public static bool IsZero(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        ValueType => value.Equals(Activator.CreateInstance(value.GetType())),
        _ => false,
    };

    public static object ZeroOf(FieldDescriptor field, Func<MessageDescriptor, object> newMessage) => field.FieldType switch
    {
        FieldType.Message => newMessage(field.MessageType),
        FieldType.String => "",
        FieldType.Bytes => ByteString.Empty,
        _ => Read(field, new CodedInputStream(new byte[8])),
    };
}
