using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Field = Google.Protobuf.Reflection.FieldDescriptorProto.Types;

namespace CodeFirst.Bench.Tools;

/// <summary>A contract of many methods, each with messages of its own.</summary>
internal static class LargeContract
{
    public const string Service = "large.v1.Large";

    public static byte[] DescriptorSet(int methods)
    {
        var file = new FileDescriptorProto { Name = "large.proto", Package = "large.v1", Syntax = "proto3" };
        var service = new ServiceDescriptorProto { Name = "Large" };
        for (var i = 0; i < methods; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            file.MessageType.Add(Message($"Request{number}"));
            file.MessageType.Add(Message($"Response{number}"));
            service.Method.Add(new MethodDescriptorProto
            {
                Name = $"GetThing_{number}",
                InputType = $".large.v1.Request{number}",
                OutputType = $".large.v1.Response{number}",
            });
        }

        file.Service.Add(service);

        return new FileDescriptorSet { File = { file } }.ToByteArray();
    }

    private static DescriptorProto Message(string name) => new()
    {
        Name = name,
        Field =
        {
            new FieldDescriptorProto { Name = "id", Number = 1, Type = Field.Type.String, Label = Field.Label.Optional, JsonName = "id" },
            new FieldDescriptorProto { Name = "size", Number = 2, Type = Field.Type.Int32, Label = Field.Label.Optional, JsonName = "size" },
            new FieldDescriptorProto { Name = "tags", Number = 3, Type = Field.Type.String, Label = Field.Label.Repeated, JsonName = "tags" },
        },
    };
}
