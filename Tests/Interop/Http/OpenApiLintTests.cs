using CodeFirst.Tests.Interop.Processes;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Transcoding;

namespace CodeFirst.Tests.Interop.Http;

/// <summary>What tools of others say of the OpenAPI documents: the linter of Redocly, and a generator of TypeScript.</summary>
public sealed class OpenApiLintTests
{
    [TestCase("users", false)]
    [TestCase("users", true)]
    [TestCase("orders", false)]
    [TestCase("Routes", false)]
    [TestCase("Routes", true)]
    [TestCase("RoutesOfOthers", false)]
    [TestCase("WellKnownMessages", false)]
    [TestCase("OldForms", false)]
    [TestCase("Maps", false)]
    [TestCase("Subtypes", false)]
    [TestCase("Recursive", false)]
    [TestCase("Deprecated", false)]
    public async Task A_document_passes_the_linter_and_becomes_TypeScript_that_compiles(string contract, bool otherForm)
    {
        using var folder = new TemporaryFolder();
        var options = new TranscodingOptions
        {
            DescriptorSets = { await SetOfAsync(contract) },
            ServesMethodsWithoutRoute = true,
            WritesProtoNames = otherForm,
            WritesEnumsAsNumbers = otherForm,
            WritesInt64AsNumbers = otherForm,
            Errors = otherForm ? ErrorForm.ProblemDetails : ErrorForm.Status,
        };
        var reference = new ReferenceOptions { NeedsToken = otherForm };
        await File.WriteAllBytesAsync(folder.File("api.json"), OpenApiDocuments.ToJson(options, reference));
        await File.WriteAllBytesAsync(folder.File("api.yaml"), OpenApiDocuments.ToYaml(options, reference));

        foreach (var document in new[] { "api.json", "api.yaml" })
        {
            var lint = await NodePackages.ToolAsync("redocly", "lint", folder.File(document), "--format", "summary");
            lint.ExitCode.Should().Be(0, "{0}", lint);
            var types = await NodePackages.ToolAsync("openapi-typescript", folder.File(document), "-o", folder.File($"{document}.ts"));
            types.ExitCode.Should().Be(0, "{0}", types);
        }

        var compiled = await NodePackages.ToolAsync("tsc", "--noEmit", "--strict", folder.File("api.json.ts"), folder.File("api.yaml.ts"));
        compiled.ToString().Should().Be("exit code 0");
        (await File.ReadAllTextAsync(folder.File("api.yaml.ts"))).Should().Be(await File.ReadAllTextAsync(folder.File("api.json.ts")));
    }

    private static Task<byte[]> SetOfAsync(string contract) => contract switch
    {
        "users" => File.ReadAllBytesAsync(Path.Combine(Repository.Root, "Contracts", "proto", "user_service.binpb")),
        "orders" => File.ReadAllBytesAsync(
            Path.Combine(Repository.Root, "samples", "orders", "Orders.Contracts", "proto", "orders.binpb")),
        _ => Task.FromResult(ContractCase.Of(contract).DescriptorSetBytes()),
    };
}
