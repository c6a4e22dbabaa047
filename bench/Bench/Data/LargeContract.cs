using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Field = Google.Protobuf.Reflection.FieldDescriptorProto.Types;

namespace CodeFirst.Bench.Data;

/// <summary>A contract of many methods, each with messages and a route of its own.</summary>
internal static class LargeContract
{
    // google.api.http, and in it the path of a GET.
    private const int HttpExtension = 72295728;
    private const int GetOfHttp = 2;

    /// <summary>Writes the descriptor set of a contract with this many methods to a file.</summary>
    public static void Write(string path, int methods)
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
                Options = MethodOptions.Parser.ParseFrom(Route($"/v1/things{number}/{{id}}")),
            });
        }

        file.Service.Add(service);

        File.WriteAllBytes(path, new FileDescriptorSet { File = { file } }.ToByteArray());
    }

    private static byte[] Route(string path)
    {
        using var bytes = new MemoryStream();
        using (var options = new CodedOutputStream(bytes, leaveOpen: true))
        {
            options.WriteTag(HttpExtension, WireFormat.WireType.LengthDelimited);
            options.WriteLength(2 + Encoding.UTF8.GetByteCount(path)); // shorter than 128 bytes
            options.WriteTag(GetOfHttp, WireFormat.WireType.LengthDelimited);
            options.WriteString(path);
        }

        return bytes.ToArray();
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
