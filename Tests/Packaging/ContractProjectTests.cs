namespace CodeFirst.Tests.Packaging;

/// <summary>
/// The life of a contracts project, as build/README.md tells it. A test is long because each build takes seconds, and the next one needs
/// its result.
/// </summary>
public sealed class ContractProjectTests
{
    [Test]
    public async Task A_reference_to_the_package_exports_and_packs_the_contract_once()
    {
        var project = new ContractProject("Shop.Contracts", "<TargetFramework>net10.0</TargetFramework>");

        var first = await project.BuildAsync("build", "-c", "Release").OrFailAsync();
        var exported = File.GetLastWriteTimeUtc(project.File("obj/Release/net10.0/ProtoExport.stamp"));
        var second = await project.BuildAsync("build", "-c", "Release", "--no-restore").OrFailAsync();
        await project.BuildAsync("pack", "-c", "Release", "--no-build", "-o", "packed").OrFailAsync();

        ContractProject.Exports(first).Should().Be(1);
        project.Read("proto/orders.proto").Should()
            .Contain("package shop;").And.Contain("// Takes orders.").And.Contain("int32 price = 1;");
        ContractProject.Exports(second).Should().Be(0, "nothing changed");
        File.GetLastWriteTimeUtc(project.File("obj/Release/net10.0/ProtoExport.stamp")).Should().Be(exported);
        project.Packed.Files.Should().BeEquivalentTo(
            "buildTransitive/Shop.Contracts.props",
            "lib/net10.0/Shop.Contracts.dll",
            "lib/net10.0/Shop.Contracts.xml",
            "proto/orders.binpb",
            "proto/orders.proto");
        project.Packed.Dependencies.Should().BeEquivalentTo("protobuf-net", "protobuf-net.Grpc");
        project.Packed.Content("proto/orders.binpb").Should().Equal(File.ReadAllBytes(project.File("proto/orders.binpb")));
    }

    [Test]
    public async Task A_change_that_breaks_callers_fails_the_build_until_it_is_accepted()
    {
        var project = new ContractProject("Shop.Broken", "<TargetFramework>net10.0</TargetFramework>");
        await project.BuildAsync("build", "-t:AcceptContract").OrFailAsync();
        var released = project.Read("proto/Shop.Broken.released.binpb");
        var proto = project.Read("proto/orders.proto");
        project.Write("Orders.cs", ContractProject.Contract.Replace("int Price", "string Price", StringComparison.Ordinal));

        var broken = await project.BuildAsync("build", "--no-restore");

        broken.ExitCode.Should().Be(1, broken.ToString());
        broken.Output.Should().Contain("error CFP1307: Shop.Order.Price").And.Contain("error CFP0001: ");
        project.Read("proto/orders.proto").Should().Be(proto, "nothing is written");
        project.Read("proto/Shop.Broken.released.binpb").Should().Be(released);

        await project.BuildAsync("build", "--no-restore", "-t:AcceptContract").OrFailAsync();

        project.Read("proto/orders.proto").Should().Contain("string price = 1;");
        project.Read("proto/Shop.Broken.released.binpb").Should().NotBe(released);

        var after = await project.BuildAsync("build", "--no-restore").OrFailAsync();

        ContractProject.Exports(after).Should().Be(0, "it was exported when accepted");
    }

    [Test]
    public async Task A_contract_that_proto3_cannot_say_fails_the_build_where_it_is_wrong()
    {
        var project = new ContractProject("Shop.Refused", "<TargetFramework>net10.0</TargetFramework>");
        project.Write("Orders.cs", ContractProject.Contract.Replace("[ProtoMember(1,", "[ProtoMember(19000,", StringComparison.Ordinal));

        var refused = await project.BuildAsync("build");

        refused.ExitCode.Should().Be(1, refused.ToString());
        refused.Output.Should().Contain("error CFP0211: Shop.Order.Price");
        Directory.Exists(project.File("proto")).Should().BeFalse("nothing is written");

        await project.BuildAsync("build", "--no-restore", "-p:ProtoExportEnabled=false").OrFailAsync();

        Directory.Exists(project.File("proto")).Should().BeFalse("nothing is exported");
    }
}
