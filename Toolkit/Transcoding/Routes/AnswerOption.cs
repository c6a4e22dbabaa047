using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Routes;

/// <summary>Reads what a contract says about the answers of a method: an option that ProtoExport writes from its annotations.</summary>
internal static class AnswerOption
{
    /// <summary>The number of the extension <c>codefirst.http.answer</c> of google.protobuf.MethodOptions.</summary>
    public const int Number = 51_401;

    private const int Status = 1;
    private const int Location = 2;
    private const int Mark = 3;
    private const int Resume = 4;

    public static HttpAnswer Read(MethodDescriptor method) =>
        method.GetOptions() is { } options ? Read(options) : HttpAnswer.Default;

    public static HttpAnswer Read(MethodOptions options)
    {
        var answer = HttpAnswer.Default;
        var input = new CodedInputStream(options.ToByteArray());
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == WireFormat.MakeTag(Number, WireFormat.WireType.LengthDelimited))
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

    private static HttpAnswer Read(HttpAnswer answer, byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case Status:
                    answer = input.ReadInt32() is > 0 and var status ? answer with { Status = status } : answer;
                    break;
                case Location:
                    answer = answer with { Location = input.ReadString() };
                    break;
                case Mark:
                    answer = answer with { Mark = input.ReadString() };
                    break;
                case Resume:
                    answer = answer with { Resume = input.ReadString() };
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return answer;
    }
}
