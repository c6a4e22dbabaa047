using System.Text;
using CodeFirst.ProtoExport.Output;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;
using CodeFirst.ProtoExport.Routes;
using CodeFirst.Tests.Unit.ProtoExport;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>A contract that is exported and served.</summary>
internal sealed class ServedContract
{
    private readonly IReadOnlyDictionary<string, MethodDescriptor> _exported;

    public ServedContract(ContractCase contract)
    {
        Case = contract;
        Configuration = contract.Configuration ?? ServedModel.New().Configuration;
        var types = contract.Assembly.GetTypes();
        Responder = Served.Responder.Create(
        [
            .. types.Concat(types.Where(type => !type.ContainsGenericParameters).SelectMany(type => type.GetInterfaces()))
                .Where(type => type.IsInterface && !type.ContainsGenericParameters && type != typeof(IGrpcService))
                .Where(type => Configuration.Binder.IsServiceContract(type, out _))
                .Distinct(),
        ]);
        Rpcs = ServedRpc.Of(Responder.GetType(), Configuration);
        Instances =
        [
            Responder,
            .. types.Where(type => type.IsClass && !type.IsAbstract && typeof(IGrpcService).IsAssignableFrom(type))
                .Select(type => Activator.CreateInstance(type)!),
        ];

        var (files, problems) = contract.Export();
        Warnings = problems;
        Files = files.Select(file => KeyValuePair.Create(file.Contract.Descriptor.Name, file.Printed.Text))
            .Concat(GoogleTexts(files.Select(file => file.Contract.Descriptor)))
            .ToDictionary(StringComparer.Ordinal);
        _exported = Exported(contract).ToDictionary(PathOf, StringComparer.Ordinal);
    }

    public ContractCase Case { get; }

    /// <summary>
    /// What the server is given. Without a model that the contract names it is what every server has, but for what other contracts
    /// left in the default model of this process: they may have the same tuple, and another compatibility level.
    /// </summary>
    public BinderConfiguration Configuration { get; }

    /// <summary>
    /// Whether C# accepts what Google's compiler generates. It writes a message called string as the keyword it is in C#.
    /// </summary>
    public bool IsGeneratedCodeValid => Case.Name != "KeywordNames";

    /// <summary>The implementation of all interfaces of services.</summary>
    public object Responder { get; }

    /// <summary>What the server maps: the responder, and classes of the contract that are services by themselves.</summary>
    public IReadOnlyList<object> Instances { get; }

    /// <summary>What the server binds of the responder.</summary>
    public IReadOnlyList<ServedRpc> Rpcs { get; }

    /// <summary>The exported files, and those of Google that are written beside them: their texts by their names.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>What the exporter says a caller may not expect.</summary>
    public IReadOnlyList<Problem> Warnings { get; }

    /// <summary>The paths that the exported files promise.</summary>
    public IEnumerable<string> ExportedPaths => _exported.Keys;

    /// <summary>The exported rpc, which a caller knows.</summary>
    public MethodDescriptor ExportedAt(string path) => _exported[path];

    private static IEnumerable<KeyValuePair<string, string>> GoogleTexts(IEnumerable<FileDescriptorProto> files) =>
        files.Any(file => file.Dependency.Contains(GoogleFiles.Annotations))
            ? new[] { GoogleFiles.Annotations, GoogleFiles.Http }
                .Select(name => KeyValuePair.Create(name, Encoding.UTF8.GetString(GoogleFiles.Text(name))))
            : [];

    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    /// <summary>Calls to make: every rpc, with random values.</summary>
    public IEnumerable<Exchange> NewExchanges(Random random, int perRpc)
    {
        var payloads = new RandomPayload(Case.Model(), random);
        return Rpcs
            .SelectMany(rpc => Enumerable.Repeat(rpc, perRpc))
            .Where(rpc => _exported.ContainsKey(rpc.Path))
            .Select(rpc => NewExchange(rpc, payloads))
            .ToList();
    }

    private Exchange NewExchange(ServedRpc rpc, RandomPayload payloads)
    {
        // What .NET leaves out, such as a zero where the member starts with another value, no caller can send either.
        var requests = payloads.CreateAll(rpc.Request).Select(request => rpc.Request.Read(rpc.Request.Write(request))).ToList();
        return new Exchange(rpc, requests, payloads.CreateAll(rpc.Response))
        {
            Unreadable = Seen(ExportedAt(rpc.Path).InputType, rpc.Request, requests)
                .Select(request => FailureOf(() => rpc.Request.Read(request.ToByteArray())))
                .FirstOrDefault(failure => failure is not null),
        };
    }

    private static string? FailureOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception failure) when (failure is not NotSupportedException)
        {
            return failure.Message;
        }
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
