using CodeFirst.Tests.Interop.Processes;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Transcoding;

namespace CodeFirst.Tests.Interop.Http;

/// <summary>What tools of others say of the OpenAPI documents: the linter of Redocly, and a generator of TypeScript.</summary>
public sealed class OpenApiLintTests
{
    private static readonly (string Contract, bool OtherForm)[] Documents =
    [
        ("users", false), ("users", true), ("orders", false), ("Routes", false), ("Routes", true), ("RoutesOfOthers", false),
        ("WellKnownMessages", false), ("OldForms", false), ("Maps", false), ("Subtypes", false), ("Recursive", false), ("Deprecated", false),
    ];

    // Each program starts once, for all documents: a start takes longer than its work.
    [Test]
    public async Task Documents_pass_the_linter_and_become_TypeScript_that_compiles()
    {
        using var folder = new TemporaryFolder();
        var files = new List<string>();
        foreach (var (contract, otherForm) in Documents)
        {
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
            var name = otherForm ? $"{contract}.other" : contract;
            await File.WriteAllBytesAsync(folder.File($"{name}.json"), OpenApiDocuments.ToJson(options, reference));
            await File.WriteAllBytesAsync(folder.File($"{name}.yaml"), OpenApiDocuments.ToYaml(options, reference));
            files.AddRange([$"{name}.json", $"{name}.yaml"]);
        }

        var settings = folder.File("redocly.yaml");
        await File.WriteAllLinesAsync(
            settings,
            ["extends: [recommended]", "apis:", .. files.Select(file => $"  {file}: {{root: {file}, x-openapi-ts: {{output: {file}.ts}}}}")]);

        var lint = await NodePackages.ToolAsync("redocly", "lint", "--config", settings, "--format", "stylish");
        lint.ExitCode.Should().Be(0, "{0}", lint);
        lint.Error.Should().ContainAll(files.Select(file => $"{file}: validated"));
        var types = await NodePackages.ToolAsync("openapi-typescript", "--redocly", settings);
        types.ExitCode.Should().Be(0, "{0}", types);
        var compiled = await NodePackages.ToolAsync("tsc", ["--noEmit", "--strict", .. files.Select(file => folder.File($"{file}.ts"))]);
        compiled.ToString().Should().Be("exit code 0");
        foreach (var file in files.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var fromJson = await File.ReadAllTextAsync(folder.File($"{Path.GetFileNameWithoutExtension(file)}.json.ts"));
            (await File.ReadAllTextAsync(folder.File($"{file}.ts"))).Should().Be(fromJson, file);
        }
    }

    private static Task<byte[]> SetOfAsync(string contract) => contract switch
    {
        "users" => File.ReadAllBytesAsync(Path.Combine(Repository.Root, "Contracts", "proto", "user_service.binpb")),
        "orders" => File.ReadAllBytesAsync(
            Path.Combine(Repository.Root, "samples", "orders", "Orders.Contracts", "proto", "orders.binpb")),
        _ => Task.FromResult(ContractCase.Of(contract).DescriptorSetBytes()),
    };
}
