using CodeFirst.Mcp;
using CodeFirst.ProtoExport.CommandLine;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace CodeFirst.ProtoExport.Tool;

/// <summary>Serves the methods of a running gRPC service as tools over standard input and output, to an agent on this machine.</summary>
internal static class McpCommand
{
    public const string Help = """
          codefirst-proto mcp <address, assembly or binpb>    serve a running service as tools for an agent, over stdin and stdout

        Options:
          --address <url>           where the service is, if the contract is not read from it by reflection
          --method <name>           a method (shop.Orders/GetOrder) or service that is a tool; repeatable
                                    (those with [Tool]; without any, all methods)
          --names <form>            names of fields: json (pageSize) or proto (page_size) (json)
        The environment variable CODEFIRST_TOKEN, if set, is sent as authorization: Bearer.
        """;

    private static readonly string[] Own = ["--address", "--method", "--names"];

    /// <summary>Serves the tools until the agent closes standard input.</summary>
    public static ExportResult Run(string[] words) => RunAsync(words).GetAwaiter().GetResult();

    private static async Task<ExportResult> RunAsync(string[] words)
    {
        var (own, others) = OwnOptions.Split(words, Own);
        var source = others.FirstOrDefault() ?? "";
        var isAddress = Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        var address = own["--address"].LastOrDefault(isAddress ? source : "");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
        {
            throw Arguments.BadUsage("does not say where the service is.", "Add --address http://localhost:8080.");
        }

        using var channel = GrpcChannel.ForAddress(target);
        var invoker = Environment.GetEnvironmentVariable("CODEFIRST_TOKEN") is { Length: > 0 } token
            ? channel.Intercept(metadata => With(metadata, token))
            : channel.CreateCallInvoker();
        var problems = new ProblemList();
        var contract = isAddress
            ? await ReflectedContract.ReadAsync(invoker, address)
            : Contracts.Read(Arguments.Parse(others).ToExportOptions(), problems);
        if (contract is null)
        {
            return ExportResult.Failed(problems);
        }

        var writesProtoNames = OwnOptions.Choose(own, "--names", "json", "proto");
        await McpStdio.RunAsync(
            invoker,
            options =>
            {
                options.DescriptorSets.Add(contract.ToByteArray());
                options.WritesProtoNames = writesProtoNames;
                options.PassesOnPlainErrors = true; // whoever runs the tool is a developer of the service
            },
            options => Choose(options, own["--method"], contract));

        return ExportResult.Done(problems, []);
    }

    private static void Choose(McpToolsOptions options, IEnumerable<string> methods, FileDescriptorSet contract)
    {
        foreach (var method in methods)
        {
            options.Methods.Add(method);
        }

        if (options.Methods.Count > 0
            || contract.File.SelectMany(file => file.Service).SelectMany(service => service.Method).Any(method => Tools.Tool.Of(method) is not null))
        {
            return;
        }

        foreach (var file in contract.File)
        {
            foreach (var service in file.Service)
            {
                options.Methods.Add(file.Package.Length > 0 ? $"{file.Package}.{service.Name}" : service.Name);
            }
        }
    }

    private static Metadata With(Metadata metadata, string token)
    {
        metadata.Add("authorization", $"Bearer {token}");

        return metadata;
    }
}
