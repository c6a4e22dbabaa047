using CodeFirst.ProtoExport.Output;
using CodeFirst.Tests.Unit.ProtoExport;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>A contract that is exported and served.</summary>
internal sealed class ServedContract
{
    private readonly IReadOnlyDictionary<string, MethodDescriptor> _exported;

    public ServedContract(ContractCase contract)
    {
        Case = contract;
        Services =
        [
            .. contract.Assembly.GetTypes().Where(type =>
                type.IsInterface && !type.ContainsGenericParameters && ServiceBinder.Default.IsServiceContract(type, out _)),
        ];
        Instance = Responder.Create(Services);
        Rpcs = ServedRpc.Of(Instance.GetType(), BinderConfiguration.Default);

        Files = contract.Export().Files
            .ToDictionary(file => file.Contract.Descriptor.Name, file => file.Printed.Text, StringComparer.Ordinal);
        _exported = Exported(contract).ToDictionary(PathOf, StringComparer.Ordinal);
    }

    public ContractCase Case { get; }

    public IReadOnlyList<Type> Services { get; }

    /// <summary>What the server is given, or null for what every server has.</summary>
    public BinderConfiguration? Configuration { get; }

    /// <summary>
    /// Whether C# accepts what Google's compiler generates. It writes a message called string as the keyword it is in C#.
    /// </summary>
    public bool IsGeneratedCodeValid => Case.Name != "KeywordNames";

    /// <summary>The implementation of all services.</summary>
    public object Instance { get; }

    /// <summary>What the server binds.</summary>
    public IReadOnlyList<ServedRpc> Rpcs { get; }

    /// <summary>The exported files: their texts by their names.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The paths that the exported files promise.</summary>
    public IEnumerable<string> ExportedPaths => _exported.Keys;

    /// <summary>The exported rpc, which a caller knows.</summary>
    public MethodDescriptor ExportedAt(string path) => _exported[path];

    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    /// <summary>Calls to make: every rpc, with random values.</summary>
    public IEnumerable<Exchange> NewExchanges(Random random, int perRpc)
    {
        var payloads = new RandomPayload(RuntimeTypeModel.Create(), random);
        return Rpcs
            .SelectMany(rpc => Enumerable.Repeat(rpc, perRpc))
            .Select(rpc => new Exchange(rpc, payloads.CreateAll(rpc.Request), payloads.CreateAll(rpc.Response)))
            .ToList();
    }

    /// <summary>Messages as a caller sees them who knows the exported files only.</summary>
    public static IReadOnlyList<DescriptorMessage> Seen(MessageDescriptor type, Payload payload, IEnumerable<object> messages) =>
        [.. messages.Select(message => DescriptorMessage.Parse(type, payload.Write(message)))];

    private static IEnumerable<MethodDescriptor> Exported(ContractCase contract)
    {
        var set = FileDescriptorSet.Parser.ParseFrom(DescriptorSet.Bytes(contract.Export().Files.Select(file => file.Contract.Descriptor)));
        return FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()))
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods);
    }
}
