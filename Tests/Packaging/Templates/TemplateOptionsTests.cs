using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>The options of the templates: what they leave out, and that the rest still works.</summary>
public sealed partial class TemplateOptionsTests
{
    [Test]
    public async Task Each_combination_of_options_has_the_files_it_needs_and_no_trace_of_the_template(
        [Values("sqlite", "none")] string store, [Values] bool native, [Values] bool tool)
    {
        string[] options = ["--store", store, "--native", $"{native}", "--tool", $"{tool}"];

        var folder = await Template.NewAsync("codefirst", "Acme.Shop", $"{store} {native} {tool}", options);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);

        files.Keys.Should().Contain(["Acme.Shop.slnx", "Dockerfile", "check.sh", ".gitignore", ".dockerignore", "README.md"]);
        files.Keys.Should().NotContain(file =>
            file.Contains("emplate", StringComparison.Ordinal) || file.EndsWith(".managed", StringComparison.Ordinal));
        files.Should().OnlyContain(file => !TraceOfTemplate().IsMatch(file.Value));
        files.ContainsKey("Acme.Shop.Server/Store/SqliteOrderStore.cs").Should().Be(store == "sqlite");
        files.ContainsKey("Acme.Shop.Server/Store/MemoryOrderStore.cs").Should().Be(store == "none");
        files.ContainsKey("Acme.Shop.Server/OrdersBinding.cs").Should().Be(native);
        files.ContainsKey(".config/dotnet-tools.json").Should().Be(tool);
        files["Dockerfile"].Contains("/sdk:10.0-noble-aot AS build\n", StringComparison.Ordinal).Should().Be(native);
        files["Dockerfile"].Contains("ENV Store__Path=/data/orders.db\n", StringComparison.Ordinal).Should().Be(store == "sqlite");
        files["Dockerfile"].Should().NotMatchRegex(@"\\\n *(FROM|$)", "a command goes on after a backslash");
        files["README.md"].Contains("data/orders.db", StringComparison.Ordinal).Should().Be(store == "sqlite");
    }

    [Test]
    public async Task Without_store_native_code_and_tool_the_solution_is_smaller_and_passes_its_tests()
    {
        var folder = await Template.NewAsync(
            "codefirst", "Acme.Plain-Shop", "with options", "--store", "none", "--native", "false", "--tool", "false");

        var tests = await DotNet.RunProgramAsync(Path.Combine(folder, "check.sh"), folder).OrFailAsync();

        tests.Output.Should().MatchRegex(@"Passed! +- Failed: +0, Passed: +2,").And.NotContain("warning");
        Directory.EnumerateFiles(folder, "*Model.cs", SearchOption.AllDirectories).Should().BeEmpty();
        Directory.Exists(Path.Combine(folder, ".config")).Should().BeFalse();
        var server = await Template.ReadAsync(folder, "Acme.Plain-Shop.Server/Acme.Plain-Shop.Server.csproj");
        server.Should().NotContainAny("PublishAot", "Sqlite");
        (await Template.ReadAsync(folder, "Dockerfile")).Should().Contain("aspnet:").And.NotContain("aot");
        (await Template.ReadAsync(folder, "Acme.Plain-Shop.Contracts/proto/orders.proto")).Should().Contain("package acme.plain_shop.v1;");
    }

    [Test]
    public async Task A_native_solution_without_a_store_builds_without_a_warning()
    {
        var folder = await Template.NewAsync("codefirst", "Shop", "without a store", "--store", "none");

        await DotNet.BuildAsync(folder, "build", "Shop.Server", "-warnaserror").OrFailAsync();
    }

    [Test]
    public async Task A_contract_alone_joins_a_solution_that_exists()
    {
        var folder = await Template.NewAsync("codefirst-contract", "Shop.Contracts", "with a contract");
        var other = await Template.NewAsync("codefirst-contract", "Acme.Stock", "with a contract", "--native", "false");

        await DotNet.BuildAsync(folder, "build", "-warnaserror").OrFailAsync();
        await DotNet.BuildAsync(other, "build", "-warnaserror").OrFailAsync();

        (await Template.ReadAsync(folder, "proto/orders.proto")).Should().Contain("package shop.v1;");
        (await Template.ReadAsync(other, "proto/orders.proto")).Should().Contain("package acme.stock.v1;");
    }

    [GeneratedRegex(@"[Tt]emplate\._?1|#(if|else|endif)\b")]
    private static partial Regex TraceOfTemplate();
}
