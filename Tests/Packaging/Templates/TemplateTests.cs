namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>
/// What Toolkit/Templates/README.md tells a newcomer to do, with the packed template: the solution is built, tested and called.
/// </summary>
public sealed class TemplateTests
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task MakeAsync() => _shop = await Shop.GetAsync();

    [Test]
    public void The_first_call_is_answered_soon_after_dotnet_new()
    {
        TestContext.Out.WriteLine($"From dotnet new to the first answer: {_shop.ToFirstCall.TotalSeconds:F1} s");

        _shop.FirstCall.ToString().Should().Be("exit code 0\nOrder 1: 2 x tea");
        _shop.ToFirstCall.Should().BeLessThan(Patience.LongLimit);
    }

    [Test]
    public async Task The_proto_of_the_template_is_the_one_that_its_build_exports()
    {
        (await Template.ReadAsync(_shop.Folder, "Shop.Contracts/proto/orders.proto")).Should().Be(_shop.ShippedProto);
    }

    [Test]
    public async Task Its_check_script_finds_a_stale_proto()
    {
        var proto = Path.Combine(_shop.Folder, "Shop.Contracts", "proto", "orders.proto");
        await File.AppendAllTextAsync(proto, "// changed by hand\n");

        var stale = await DotNet.RunProgramAsync(Path.Combine(_shop.Folder, "check.sh"), _shop.Folder);

        stale.ExitCode.Should().Be(1, stale.ToString());
        stale.Output.Should().Contain("error CFP1002: ").And.Contain("orders.proto");
        await File.WriteAllTextAsync(proto, _shop.ShippedProto);
    }
}
