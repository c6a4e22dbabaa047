using Google.Protobuf.Reflection;
using FileOptions = Google.Protobuf.Reflection.FileOptions;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>Writes a model as the descriptors that protoc would make.</summary>
internal sealed class ModelDescriptor(Model model, string fileName)
{
    /// <summary>Two files: the leaves, and what imports them.</summary>
    public IEnumerable<FileDescriptorProto> Files()
    {
        var leaves = File($"{fileName}_leaves.proto");
        var main = File($"{fileName}.proto");
        main.Dependency.Add(leaves.Name);
        foreach (var message in model.Messages)
        {
            (message.IsLeaf ? leaves : main).MessageType.Add(Message(message));
        }

        leaves.EnumType.Add(model.Enums.Where(@enum => @enum.Parent is null).Select(Enum));
        main.Service.Add(Service());
        return [leaves, main];
    }

    private FileDescriptorProto File(string name) => new()
    {
        Name = name,
        Syntax = "proto3",
        Package = model.Package,
        Options = new FileOptions { GoPackage = model.GoPackage },
    };

    private DescriptorProto Message(ModelMessage message)
    {
        var proto = new DescriptorProto { Name = message.Name, ReservedName = { message.Names } };
        proto.ReservedRange.Add(message.Numbers.Select(range =>
            new DescriptorProto.Types.ReservedRange { Start = range.First, End = range.Last + 1 }));
        proto.EnumType.Add(model.Enums.Where(@enum => @enum.Parent == message.Name).Select(Enum));
        foreach (var kind in new[] { ModelKind.OneofA, ModelKind.OneofB })
        {
            if (message.Fields.Any(field => field.Kind == kind))
            {
                proto.OneofDecl.Add(new OneofDescriptorProto { Name = OneofName(kind) });
            }
        }

        // The fields of a oneof stand together.
        foreach (var field in message.Fields.OrderBy(field => field.Kind is ModelKind.OneofA or ModelKind.OneofB ? field.Kind : default))
        {
            proto.Field.Add(Field(field, proto));
        }

        // The oneofs of optional fields come last.
        foreach (var field in proto.Field.Where(field => field.Proto3Optional))
        {
            field.OneofIndex = proto.OneofDecl.Count;
            proto.OneofDecl.Add(new OneofDescriptorProto { Name = $"_{field.Name}" });
        }

        return proto;
    }

    private FieldDescriptorProto Field(ModelField field, DescriptorProto owner)
    {
        var proto = Plain(field.Name, field.Number, field.Type, field.TypeName);
        proto.JsonName = field.JsonName ?? Json(field.Name);
        switch (field.Kind)
        {
            case ModelKind.Optional:
                proto.Proto3Optional = true;
                break;
            case ModelKind.Repeated:
                proto.Label = Label.Repeated;
                break;
            case ModelKind.OneofA or ModelKind.OneofB:
                proto.OneofIndex = owner.OneofDecl.Select(oneof => oneof.Name).ToList().IndexOf(OneofName(field.Kind));
                break;
            case ModelKind.Map:
                var entry = $"{char.ToUpperInvariant(Json(field.Name)[0])}{Json(field.Name)[1..]}Entry";
                owner.NestedType.Add(new DescriptorProto
                {
                    Name = entry,
                    Field = { Plain("key", 1, field.Key, ""), Plain("value", 2, field.Type, field.TypeName) },
                    Options = new MessageOptions { MapEntry = true },
                });
                proto.Label = Label.Repeated;
                proto.Type = WireType.Message;
                proto.TypeName = $".{model.Package}.{owner.Name}.{entry}";
                break;
            default:
                break;
        }

        return proto;
    }

    private FieldDescriptorProto Plain(string name, int number, WireType type, string typeName)
    {
        var proto = new FieldDescriptorProto { Name = name, JsonName = Json(name), Number = number, Type = type, Label = Label.Optional };
        if (typeName.Length > 0)
        {
            proto.TypeName = $".{model.Package}.{typeName}";
        }

        return proto;
    }

    private static EnumDescriptorProto Enum(ModelEnum @enum)
    {
        var proto = new EnumDescriptorProto { Name = @enum.Name, ReservedName = { @enum.Names } };
        proto.ReservedRange.Add(@enum.Numbers.Select(range =>
            new EnumDescriptorProto.Types.EnumReservedRange { Start = range.First, End = range.Last }));
        proto.Value.Add(@enum.Values.Select(value => new EnumValueDescriptorProto { Name = value.Name, Number = value.Number }));
        return proto;
    }

    private ServiceDescriptorProto Service()
    {
        var proto = new ServiceDescriptorProto { Name = model.Service };
        proto.Method.Add(model.Rpcs.Select(rpc => new MethodDescriptorProto
        {
            Name = rpc.Name,
            InputType = $".{model.Package}.{rpc.Request}",
            OutputType = $".{model.Package}.{rpc.Response}",
            ClientStreaming = rpc.StreamsRequests,
            ServerStreaming = rpc.StreamsResponses,
            Options = rpc.Level == default ? null : new MethodOptions { IdempotencyLevel = rpc.Level },
        }));
        return proto;
    }

    private static string OneofName(ModelKind kind) => kind == ModelKind.OneofA ? "choice_a" : "choice_b";

    private static string Json(string name)
    {
        var words = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words[0] + string.Concat(words.Skip(1).Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
    }
}
