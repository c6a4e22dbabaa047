using CodeFirst.ProtoExport.Problems;
using CodeFirst.Tests.Unit.ProtoExport.Places;

namespace CodeFirst.Tests.Unit.ProtoExport.Problems;

public sealed class SuppressionsTests
{
    private const string Attribute = "System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage";

    [TestCase("", "Shop.Order", "Id", false)]
    [TestCase("", "Shop.Order", "Kind", true)]
    [TestCase("", "Shop.Quiet", "Id", true)]
    [TestCase("", "Shop.Quiet", null, true)]
    [TestCase("", "Shop.Quiet+Inner", "Id", true)]
    [TestCase("", "Shop.Other", "Id", false)]
    [TestCase("[assembly: {0}(\"CodeFirst.ProtoExport\", \"CFP0501\")]", "Shop.Order", "Id", true)]
    [TestCase("[module: {0}(\"CodeFirst.ProtoExport\", \"CFP0501:A title\")]", "Shop.Order", "Id", true)]
    [TestCase("[assembly: {0}(\"CodeFirst.ProtoExport\", \"CFP0502\")]", "Shop.Order", "Id", false)]
    [TestCase("[assembly: {0}(\"Another.Tool\", \"CFP0501\")]", "Shop.Order", "Id", false)]
    [TestCase(
        "[assembly: {0}(\"CodeFirst.ProtoExport\", \"CFP0501\", Scope = \"member\", Target = \"~P:Shop.Order.Id\")]",
        "Shop.Order",
        "Id",
        true)]
    [TestCase(
        "[assembly: {0}(\"CodeFirst.ProtoExport\", \"CFP0501\", Target = \"~P:Shop.Order.Id\")]",
        "Shop.Other",
        "Id",
        false)]
    [TestCase(
        "[assembly: {0}(\"CodeFirst.ProtoExport\", \"CFP0501\", Scope = \"type\", Target = \"T:Shop.Order\")]",
        "Shop.Order",
        "Id",
        true)]
    [TestCase(
        "[assembly: {0}(\"CodeFirst.ProtoExport\", \"CFP0501\", Scope = \"namespace\", Target = \"~N:Shop\")]",
        "Shop.Order",
        "Id",
        true)]
    [TestCase(
        "[assembly: {0}(\"CodeFirst.ProtoExport\", \"CFP0501\", Scope = \"namespace\", Target = \"~N:Sho\")]",
        "Shop.Order",
        "Id",
        false)]
    public void An_attribute_silences_what_it_is_on_and_what_is_inside(string ofAssembly, string type, string? member, bool isSilenced)
    {
        using var sources = new CompiledSources();
        sources.Write("Orders.cs", $$"""
            {{ofAssembly.Replace("{0}", Attribute, StringComparison.Ordinal)}}

            namespace Shop
            {
                public class Order
                {
                    public int Id { get; set; }

                    [{{Attribute}}("CodeFirst.ProtoExport", "CFP0501", Justification = "Callers know.")]
                    public int Kind { get; set; }
                }

                [{{Attribute}}("CodeFirst.ProtoExport", "CFP0501")]
                public class Quiet
                {
                    public int Id { get; set; }

                    public class Inner { public int Id { get; set; } }
                }

                [{{Attribute}}("CodeFirst.ProtoExport", "CFP0502")]
                public class Other
                {
                    public int Id { get; set; }
                }
            }
            """);
        var owner = sources.Compile().GetType(type)!;
        var problems = new ProblemList();

        problems.Warn("CFP0501", member is null ? owner : owner.GetProperty(member)!, "is a surprise.", "Rename it.");

        problems.All.Should().HaveCount(isSilenced ? 0 : 1);
        problems.Silenced.Should().Be(isSilenced ? 1 : 0);
    }
}
