using CodeFirst.ProtoExport.Output;
using Google.Protobuf.Reflection;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>
/// The file codefirst/http.proto, which declares the option <c>codefirst.http.answer</c> of methods. It is in descriptor sets only:
/// what google.api.http says works without it.
/// </summary>
internal static class AnswerFile
{
    public const string Name = "codefirst/http.proto";

    /// <summary>The number of the option, in the range that protobuf leaves to everybody, 50000 to 99999. It never changes.</summary>
    public const int OptionNumber = 51_401;

    public const int Status = 1;
    public const int Location = 2;
    public const int Mark = 3;
    public const int Resume = 4;

    public static FileDescriptorProto Create() => OptionFile.Create(
        Name,
        "codefirst.http",
        "answer",
        OptionNumber,
        "Answer",
        ("status", Status, WireType.Int32),
        ("location", Location, WireType.String),
        ("mark", Mark, WireType.String),
        ("resume", Resume, WireType.String));
}
