using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Output;

/// <summary>Reads and writes an option of methods that is a message, by its number: the code has no type for it.</summary>
internal static class MethodOption
{
    /// <summary>Reads the fields of an option; its value may be written in parts.</summary>
    /// <param name="method">The method.</param>
    /// <param name="number">The number of the option.</param>
    /// <param name="readField">Reads the field with a number; returns whether it has read it.</param>
    /// <returns>Whether the method has the option.</returns>
    public static bool Read(MethodDescriptorProto method, int number, Func<int, CodedInputStream, bool> readField)
    {
        var isThere = false;
        var input = new CodedInputStream(method.Options?.ToByteArray() ?? []);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag != WireFormat.MakeTag(number, WireFormat.WireType.LengthDelimited))
            {
                input.SkipLastField();
                continue;
            }

            isThere = true;
            var fields = input.ReadBytes().CreateCodedInput();
            while (fields.ReadTag() is var field and not 0)
            {
                if (!readField(WireFormat.GetTagFieldNumber(field), fields))
                {
                    fields.SkipLastField();
                }
            }
        }

        return isThere;
    }

    /// <summary>Adds an option to a method.</summary>
    public static void Write(MethodDescriptorProto method, int number, Action<CodedOutputStream> writeFields)
    {
        method.Options ??= new MethodOptions();
        method.Options.MergeFrom(Bytes(output =>
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(Bytes(writeFields)));
        }));
    }

    /// <summary>Writes a field of text, unless it is empty.</summary>
    public static void WriteText(CodedOutputStream output, int number, string text)
    {
        if (text.Length > 0)
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteString(text);
        }
    }

    private static byte[] Bytes(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return bytes.ToArray();
    }
}
