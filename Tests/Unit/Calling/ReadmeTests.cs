using CodeFirst.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeFirst.Tests.Unit.Calling;

public sealed class ReadmeTests
{
    private const string Contract = """
        using System.ServiceModel;
        using System.Threading.Tasks;

        [ServiceContract]
        public interface IOrders
        {
            [OperationContract]
            ValueTask<Order> GetOrderAsync(GetOrderRequest request);
        }

        public sealed record GetOrderRequest { public string Id { get; init; } = ""; }

        public sealed record Order;
        """;

    [Test]
    public void The_lines_that_a_newcomer_pastes_compile()
    {
        var lines = MarkdownDocument.Read("Toolkit/Calling/README.md").Blocks.First(block => block.Language == "csharp").Code;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Newcomer", [CSharpSyntaxTree.ParseText(lines), CSharpSyntaxTree.ParseText(Contract)], references);

        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
    }
}
