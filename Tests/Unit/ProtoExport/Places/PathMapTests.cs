using CodeFirst.ProtoExport.Places;

namespace CodeFirst.Tests.Unit.ProtoExport.Places;

public sealed class PathMapTests
{
    [Test]
    public void A_compiled_path_is_the_file_in_the_folder_that_was_replaced()
    {
        using var folder = new TemporaryFolder();
        var source = folder.File("Orders.cs");
        File.WriteAllText(source, "");

        var paths = new PathMap($"/nowhere/=/_1/,{folder.Path.Replace(",", ",,", StringComparison.Ordinal)}/=/_/");

        paths.OnThisMachine("/_/Orders.cs").Should().Be(source);
        paths.OnThisMachine(source).Should().Be(source);
        paths.OnThisMachine("/_1/Orders.cs").Should().BeNull("it does not exist");
        new PathMap("").OnThisMachine("/_/Orders.cs").Should().BeNull();
        new PathMap("").OnThisMachine("Orders.cs").Should().BeNull("it could be any");
    }

    [Test]
    public void Commas_and_equal_signs_of_a_folder_are_written_twice()
    {
        using var folder = new TemporaryFolder();
        var inner = Directory.CreateDirectory(folder.File("a,b=c")).FullName;
        File.WriteAllText(Path.Combine(inner, "Orders.cs"), "");

        var paths = new PathMap($"{inner.Replace(",", ",,", StringComparison.Ordinal).Replace("=", "==", StringComparison.Ordinal)}/=/_/");

        paths.OnThisMachine("/_/Orders.cs").Should().Be(Path.Combine(inner, "Orders.cs"));
    }
}
