using CodeFirst.ProtoExport.CommandLine;
using CodeFirst.ProtoExport.Output;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.Transcoding;
using Google.Protobuf;

namespace CodeFirst.ProtoExport.Tool;

/// <summary>Writes the OpenAPI document that a program with the contract would serve, so that CI generates clients from it.</summary>
internal static class OpenApiCommand
{
    public const string Help = """

        And, of the tool alone:
          codefirst-proto openapi <assembly or binpb>    write the OpenAPI 3.1 document of the routes

        Options, besides those above that find and read an assembly:
          --output <file>           the document; .yaml or .yml for YAML (openapi.json)
          --title <text>            the title (the names of the services)
          --apiversion <text>       the version of the API (v1)
          --server <url>            where the API is served; repeatable (/)
          --names <form>            names of fields: json (pageSize) or proto (page_size) (json)
          --errors <form>           errors: status (google.rpc.Status) or problem (RFC 9457) (status)
        """;

    private static readonly string[] Own = ["--output", "--title", "--apiversion", "--server", "--names", "--errors"];

    public static ExportResult Run(string[] words)
    {
        var (own, others) = OwnOptions.Split(words, Own);
        var options = new TranscodingOptions
        {
            WritesProtoNames = OwnOptions.Choose(own, "--names", "json", "proto"),
            Errors = OwnOptions.Choose(own, "--errors", "status", "problem") ? ErrorForm.ProblemDetails : ErrorForm.Status,
        };
        var export = Arguments.Parse(others).ToExportOptions();
        var problems = new ProblemList(export.Warnings);
        if (Contracts.Read(export, problems) is not { } contract)
        {
            return ExportResult.Failed(problems);
        }

        options.DescriptorSets.Add(contract.ToByteArray());
        var reference = new ReferenceOptions { Title = own["--title"].LastOrDefault(), Version = own["--apiversion"].LastOrDefault("v1") };
        foreach (var server in own["--server"])
        {
            reference.Servers.Add(server);
        }

        var output = own["--output"].LastOrDefault("openapi.json");
        var content = Path.GetExtension(output) is ".yaml" or ".yml"
            ? OpenApiDocuments.ToYaml(options, reference)
            : OpenApiDocuments.ToJson(options, reference);

        return ExportResult.Done(problems, [OutputFile.Write(output, content)]);
    }
}
