using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>A small contract that is easy to change: what the descriptor says in several places is here said once.</summary>
internal sealed class Model
{
    public required string Package { get; set; }

    public List<ModelMessage> Messages { get; init; } = [];

    public List<ModelEnum> Enums { get; init; } = [];

    public List<ModelRpc> Rpcs { get; init; } = [];

    public string Service { get; set; } = "Shop";

    public string GoPackage { get; set; } = "a.b/c";

    public Model Copy() => new()
    {
        Package = Package,
        Messages = [.. Messages.Select(message => message.Copy())],
        Enums = [.. Enums.Select(@enum => @enum.Copy())],
        Rpcs = [.. Rpcs.Select(rpc => rpc with { })],
        Service = Service,
        GoPackage = GoPackage,
    };
}

/// <summary>A message. One that is a leaf refers to no other message, and is in a file of its own.</summary>
internal sealed class ModelMessage
{
    public required string Name { get; set; }

    public required bool IsLeaf { get; set; }

    public List<ModelField> Fields { get; init; } = [];

    public List<(int First, int Last)> Numbers { get; init; } = [];

    public List<string> Names { get; init; } = [];

    public ModelMessage Copy() => new()
    {
        Name = Name, IsLeaf = IsLeaf, Fields = [.. Fields.Select(field => field with { })], Numbers = [.. Numbers], Names = [.. Names],
    };
}

/// <summary>How a field holds its value.</summary>
internal enum ModelKind
{
    Implicit,
    Optional,
    Repeated,
    Map,
    OneofA,
    OneofB,
}

/// <summary>A field, or the value of a map.</summary>
internal sealed record ModelField
{
    public required string Name { get; set; }

    public required int Number { get; set; }

    public required ModelKind Kind { get; set; }

    public required WireType Type { get; set; }

    /// <summary>The message or enum, without the package.</summary>
    public string TypeName { get; set; } = "";

    public WireType Key { get; set; } = WireType.String;

    public string? JsonName { get; set; }
}

/// <summary>An enum, at the top of its file or in a message.</summary>
internal sealed class ModelEnum
{
    public required string Name { get; set; }

    public string? Parent { get; set; }

    public string FullName => Parent is null ? Name : $"{Parent}.{Name}";

    public List<(string Name, int Number)> Values { get; init; } = [];

    public List<(int First, int Last)> Numbers { get; init; } = [];

    public List<string> Names { get; init; } = [];

    public ModelEnum Copy() => new()
    {
        Name = Name, Parent = Parent, Values = [.. Values], Numbers = [.. Numbers], Names = [.. Names],
    };
}

/// <summary>An rpc. Its messages are named without the package.</summary>
internal sealed record ModelRpc
{
    public required string Name { get; set; }

    public required string Request { get; set; }

    public required string Response { get; set; }

    public bool StreamsRequests { get; set; }

    public bool StreamsResponses { get; set; }

    public bool IsReadOnly { get; set; }
}
