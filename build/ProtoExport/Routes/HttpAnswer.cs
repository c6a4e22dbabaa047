using CodeFirst.ProtoExport.Output;
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
        MethodOption.Read(method, AnswerFile.OptionNumber, (number, input) =>
        {
            var (before, isKnown) = (answer, number is AnswerFile.Status or AnswerFile.Location or AnswerFile.Mark or AnswerFile.Resume);
            answer = number switch
            {
                AnswerFile.Status => before with { Status = input.ReadInt32() },
                AnswerFile.Location => before with { Location = input.ReadString() },
                AnswerFile.Mark => before with { Mark = input.ReadString() },
                AnswerFile.Resume => before with { Resume = input.ReadString() },
                _ => before,
            };
            return isKnown;
        });
        return answer;
    }

    /// <summary>Adds the option to a method.</summary>
    public void WriteTo(MethodDescriptorProto method) => MethodOption.Write(method, AnswerFile.OptionNumber, output =>
    {
        if (Status != 0)
        {
            output.WriteTag(AnswerFile.Status, WireFormat.WireType.Varint);
            output.WriteInt32(Status);
        }

        MethodOption.WriteText(output, AnswerFile.Location, Location);
        MethodOption.WriteText(output, AnswerFile.Mark, Mark);
        MethodOption.WriteText(output, AnswerFile.Resume, Resume);
    });
}
