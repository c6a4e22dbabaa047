namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>The options of the templates: what they leave out, and that the rest still works.</summary>
public sealed class TemplateOptionsTests
{
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
}
