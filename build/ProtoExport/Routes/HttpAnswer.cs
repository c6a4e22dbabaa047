using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>What a method says about its answer over HTTP: the option <c>codefirst.http.answer</c>.</summary>
/// <param name="Status">The status of a success, 0 for 200.</param>
/// <param name="Location">The path of what was created, with fields of the response in braces, or empty.</param>
/// <param name="Mark">The field of a streamed response that says how far the stream has come, or empty.</param>
/// <param name="Resume">The field of the request that takes the last mark of the caller, or empty.</param>
internal sealed record HttpAnswer(int Status, string Location, string Mark, string Resume)
{
    public static HttpAnswer None { get; } = new(0, "", "", "");

    /// <summary>Reads what a method says.</summary>
    public static HttpAnswer Of(MethodDescriptorProto method)
    {
        var answer = None;
        if (method.Options is not { } options)
        {
            return answer;
        }

        var input = new CodedInputStream(options.ToByteArray());
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == WireFormat.MakeTag(AnswerFile.OptionNumber, WireFormat.WireType.LengthDelimited))
            {
                answer = Read(answer, input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return answer;
    }

    /// <summary>Adds the option to a method.</summary>
    public void WriteTo(MethodDescriptorProto method)
    {
        method.Options ??= new MethodOptions();
        method.Options.MergeFrom(Bytes(output =>
        {
            output.WriteTag(AnswerFile.OptionNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(Bytes(WriteFields)));
        }));
    }

    private static HttpAnswer Read(HttpAnswer answer, byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case AnswerFile.Status:
                    answer = answer with { Status = input.ReadInt32() };
                    break;
                case AnswerFile.Location:
                    answer = answer with { Location = input.ReadString() };
                    break;
                case AnswerFile.Mark:
                    answer = answer with { Mark = input.ReadString() };
                    break;
                case AnswerFile.Resume:
                    answer = answer with { Resume = input.ReadString() };
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return answer;
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

    private void WriteFields(CodedOutputStream output)
    {
        if (Status != 0)
        {
            output.WriteTag(AnswerFile.Status, WireFormat.WireType.Varint);
            output.WriteInt32(Status);
        }

        WriteText(AnswerFile.Location, Location);
        WriteText(AnswerFile.Mark, Mark);
        WriteText(AnswerFile.Resume, Resume);

        void WriteText(int number, string text)
        {
            if (text.Length > 0)
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteString(text);
            }
        }
    }
}
