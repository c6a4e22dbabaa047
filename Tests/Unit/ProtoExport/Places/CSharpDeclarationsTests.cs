using CodeFirst.ProtoExport.Places;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeFirst.Tests.Unit.ProtoExport.Places;

public sealed class CSharpDeclarationsTests
{
    private static IEnumerable<string> Sources => new[] { "build", "Client", "Contracts", "Gateway", "Server", "Tests", "Toolkit" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    [Test]
    public void The_compiler_finds_every_declaration_of_this_repository_at_the_same_place()
    {
        foreach (var path in Sources)
        {
            var text = File.ReadAllText(path);

            var ours = CSharpDeclarations.Of(text).Select(Text).ToHashSet(StringComparer.Ordinal);

            TheirsIn(text).Except(ours).Should().BeEmpty("so the compiler reads {0}", path);
        }
    }

    [Test]
    public void What_only_looks_like_a_declaration_is_none()
    {
        const string source = """"
            namespace Shop;

            // class Comment { int Price; }
            /* class Comment { int Price; } */
            [Note("class Text { int Price; }"), Note(@"class ""Text"" { "), Note($"{Name("}")} class Text {{ "), Note('{')]
            public class Order
            {
                private const string Raw = """
                    class Text { " "" int Price; }
                    """;

                public static bool operator <(Order left, Order right) => left.Price < right.Price;

                public static bool operator >=(Order left, Order right) { return false; }

                public (int Tax, Dictionary<string, List<int>> Parts) Total(int @class = 3, params string[] names) =>
                    (1, new() { ["x"] = [] });

                public int this[int index] => Price;

                public required int? @Price { get; init; } = Parse<int>("{");
            }
            """";

        CSharpDeclarations.Of(source).Select(Text).Should().BeEquivalentTo(
            "Shop.Order (6,14)",
            "Shop.Order Raw (8,26)",
            "Shop.Order Total(class,names) (16,59)",
            "Shop.Order Price (21,26)",
            "Shop.Order this (19,16)");
    }

    [TestCase("namespace Shop { class Order { }")]
    [TestCase("class Order { } }")]
    [TestCase("class Order { int Prices = (1]; }")]
    [TestCase("#if A\nclass Order {\n#else\nclass Order : Base {\n#endif\n}")]
    public void A_file_whose_brackets_do_not_match_is_not_guessed_at(string source)
    {
        CSharpDeclarations.Of(source).Should().BeEmpty();
    }

    private static string Text(Declaration declaration)
    {
        var parameters = declaration.Parameters is null ? "" : $"({string.Join(',', declaration.Parameters)})";
        var member = declaration.Member is null ? "" : $" {declaration.Member}{parameters}";
        return $"{declaration.Type}{member} ({declaration.At.Line},{declaration.At.Column})";
    }

    // Types, properties, methods, enum members and parameters of records: what a contract is made of.
    private static IEnumerable<string> TheirsIn(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
        foreach (var node in root.DescendantNodes())
        {
            var type = node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault();
            var isExtension = node.AncestorsAndSelf().Any(ancestor => ancestor.IsKind(SyntaxKind.ExtensionBlockDeclaration));
            if (type is null || isExtension || node.Ancestors().OfType<BaseMethodDeclarationSyntax>().Any())
            {
                continue;
            }

            (string? Member, SyntaxToken Identifier) found = node switch
            {
                BaseTypeDeclarationSyntax self => ("", self.Identifier),
                PropertyDeclarationSyntax property => ($" {property.Identifier.ValueText}", property.Identifier),
                EnumMemberDeclarationSyntax value => ($" {value.Identifier.ValueText}", value.Identifier),
                ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter =>
                    ($" {parameter.Identifier.ValueText}", parameter.Identifier),
                MethodDeclarationSyntax method => (
                    $" {method.Identifier.ValueText}"
                    + $"({string.Join(',', method.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText))})",
                    method.Identifier),
                _ => default,
            };
            if (found.Member is not null)
            {
                var at = found.Identifier.GetLocation().GetLineSpan().StartLinePosition;
                yield return $"{FullNameOf(type)}{found.Member} ({at.Line + 1},{at.Character + 1})";
            }
        }
    }

    private static string FullNameOf(BaseTypeDeclarationSyntax type)
    {
        var arity = type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var count } ? $"`{count}" : "";
        var scope = type.Parent switch
        {
            BaseTypeDeclarationSyntax outer => $"{FullNameOf(outer)}+",
            _ => string.Concat(type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(ns => $"{ns.Name}.")),
        };
        return $"{scope}{type.Identifier.ValueText}{arity}";
    }
}
