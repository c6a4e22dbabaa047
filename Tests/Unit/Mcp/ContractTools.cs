using System.Text.Json;
using CodeFirst.Mcp;
using CodeFirst.Mcp.Calls;
using CodeFirst.Mcp.Protocol;
using CodeFirst.Mcp.Tools;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Transcoding;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Mcp;

/// <summary>All methods of a contract as tools, in front of a service whose answers a test makes up.</summary>
internal sealed class ContractTools : IDisposable
{
    private static readonly string[] Contracts = ["samples/orders/Orders.Contracts", "Contracts"];
    private static readonly string[] NotMessages = ["AssemblyInfo", "Model", "Factory", "Examples"];

    private readonly IHost _program;
    private readonly GrpcChannel _channel;

    private ContractTools(ContractCase contract)
    {
        Contract = contract;
        _channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = Service });
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddTranscoding(options =>
        {
            options.DescriptorSets.Add(contract.DescriptorSetBytes());
            options.WritesProtoNames = true;
        });
        builder.Services.AddMcpTools(options =>
        {
            options.MaxAnswerBytes = int.MaxValue;

            // Two tools cannot have one name: of such methods, only the first is one here.
            var methods = contract.Export().Files.SelectMany(file => file.Contract.Descriptor.Service.SelectMany(service =>
                service.Method.Select(method => (method.Name, Full: $"{file.Contract.Descriptor.Package}.{service.Name}/{method.Name}".TrimStart('.')))));
            foreach (var (_, full) in methods.DistinctBy(method => JsonNamingPolicy.SnakeCaseLower.ConvertName(method.Name)))
            {
                options.Methods.Add(full);
            }
        });
        _program = builder.Build();
        Tools = new ToolSet(
            JsonMethods.Of(_program.Services, _channel.CreateCallInvoker()),
            _program.Services.GetRequiredService<IOptions<McpToolsOptions>>().Value);
        Server = new ToolServer(
            Tools, _program.Services.GetRequiredService<ToolCaller>(), _program.Services.GetRequiredService<ServerIdentity>());
    }

    /// <summary>Gets the contracts whose methods can be tools: the corpus, the sample and the user service.</summary>
    public static IEnumerable<string> Names => ContractCase.ExportedNames.Concat(Contracts);

    public ContractCase Contract { get; }

    public ScriptedService Service { get; } = new();

    public ToolSet Tools { get; }

    public ToolServer Server { get; }

    public static ContractTools Of(string name) =>
        new(Contracts.Contains(name) ? ContractCase.FromSource(name, SourceOf(name)) : ContractCase.Of(name));

    /// <summary>Returns the bytes of a random message, by the name of its type; none for those that have no type of the contract.</summary>
    public Func<string, byte[]> Messages(Random random)
    {
        var model = Contract.Model();
        var types = Contract.Payloads().ToLookup(payload => payload.Name, payload => payload.Type);

        return name =>
        {
            var choice = types[name].ToList();
            if (choice.Count == 0)
            {
                return [];
            }

            var type = choice[random.Next(choice.Count)];

            return MessageBytes.Of(type, new RandomMessage(model, random).CreateWhole(type), model);
        };
    }

    public void Dispose()
    {
        _channel.Dispose();
        Service.Dispose();
        _program.Dispose();
    }

    // The files of a project as one, without what a source generator completes.
    private static string SourceOf(string folder)
    {
        var lines = Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs").Order(StringComparer.Ordinal)
            .Where(path => !NotMessages.Any(end => Path.GetFileNameWithoutExtension(path).EndsWith(end, StringComparison.Ordinal)))
            .SelectMany(File.ReadAllLines)
            .ToList();
        string[] usings =
        [
            "using System;", "using System.Collections.Generic;", "using System.Threading;", "using System.Threading.Tasks;",
            .. lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal)),
        ];
        var code = lines.Where(line => !line.StartsWith("using ", StringComparison.Ordinal)
            && !line.StartsWith("namespace ", StringComparison.Ordinal));

        return string.Join(
            '\n',
            [
                "#nullable enable",
                .. usings.Distinct(),
                "[module: ProtoBuf.CompatibilityLevel(ProtoBuf.CompatibilityLevel.Level300)]",
                lines.First(line => line.StartsWith("namespace ", StringComparison.Ordinal)),
                .. code,
            ]);
    }
}
