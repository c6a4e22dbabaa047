using CodeFirst.ProtoExport.Tools;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What [Tool] becomes in a descriptor set.</summary>
public sealed class ToolsTests
{
    [Test]
    public void Methods_that_are_tools_say_so_in_the_descriptor_set()
    {
        var set = FileDescriptorSet.Parser.ParseFrom(ContractCase.Of("Tools").DescriptorSetBytes());
        var services = set.File.SelectMany(file => file.Service);

        services.SelectMany(service => service.Method).Select(Tool.Of).Should().Equal(
            new Tool("get_box", "", IsAdditive: false),
            new Tool("put", "Put something into a box", IsAdditive: true),
            null,
            new Tool("shelf_get_box", "", IsAdditive: true),
            new Tool("clear_v2", "", IsAdditive: false));
    }

    [Test]
    public void A_set_with_tools_declares_their_option_and_one_without_does_not()
    {
        Files("Tools").Should().Contain(ToolFile.Name);
        Files("Routes").Should().NotContain(ToolFile.Name);
    }

    [Test]
    public void Protobuf_reads_the_set_with_its_option()
    {
        var set = FileDescriptorSet.Parser.ParseFrom(ContractCase.Of("Tools").DescriptorSetBytes());

        var files = FileDescriptor.BuildFromByteStrings(set.File.Select(file => Google.Protobuf.MessageExtensions.ToByteString(file)));

        files.Single(file => file.Name == ToolFile.Name).Extensions.UnorderedExtensions.Single().FullName.Should().Be("codefirst.mcp.tool");
    }

    private static IEnumerable<string> Files(string contract) =>
        FileDescriptorSet.Parser.ParseFrom(ContractCase.Of(contract).DescriptorSetBytes()).File.Select(file => file.Name);
}
