using CodeFirst.ProtoExport.Routes;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Output;

/// <summary>A file that declares one option of methods, whose value is a message of its own.</summary>
internal static class OptionFile
{
    /// <param name="name">The file.</param>
    /// <param name="package">Its package.</param>
    /// <param name="option">The option.</param>
    /// <param name="number">The number of the option.</param>
    /// <param name="message">The message that the option has as its value.</param>
    /// <param name="fields">The fields of the message.</param>
    public static FileDescriptorProto Create(
        string name, string package, string option, int number, string message, params (string Name, int Number, WireType Type)[] fields)
    {
        var file = new FileDescriptorProto { Name = name, Package = package, Syntax = "proto3" };
        file.Dependency.Add(GoogleFiles.Descriptor);
        var value = new DescriptorProto { Name = message };
        value.Field.AddRange(fields.Select(field => Field(field.Name, field.Number, field.Type)));
        file.MessageType.Add(value);
        var extension = Field(option, number, WireType.Message);
        extension.TypeName = $".{package}.{message}";
        extension.Extendee = ".google.protobuf.MethodOptions";
        file.Extension.Add(extension);
        return file;
    }

    private static FieldDescriptorProto Field(string name, int number, WireType type) =>
        new() { Name = name, JsonName = name, Number = number, Type = type, Label = Label.Optional };
}
