using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
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

    public static FileDescriptorProto Create()
    {
        var file = new FileDescriptorProto { Name = Name, Package = "codefirst.http", Syntax = "proto3" };
        file.Dependency.Add(GoogleFiles.Descriptor);
        var answer = new DescriptorProto { Name = "Answer" };
        answer.Field.Add(Field("status", Status, WireType.Int32));
        answer.Field.Add(Field("location", Location, WireType.String));
        answer.Field.Add(Field("mark", Mark, WireType.String));
        answer.Field.Add(Field("resume", Resume, WireType.String));
        file.MessageType.Add(answer);
        var option = Field("answer", OptionNumber, WireType.Message);
        option.TypeName = ".codefirst.http.Answer";
        option.Extendee = ".google.protobuf.MethodOptions";
        file.Extension.Add(option);
        return file;
    }

    private static FieldDescriptorProto Field(string name, int number, WireType type) =>
        new() { Name = name, JsonName = name, Number = number, Type = type, Label = Label.Optional };
}
