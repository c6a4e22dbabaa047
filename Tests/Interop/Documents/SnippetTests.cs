using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Interop.Documents;

/// <summary>The code that the README shows is code of this repository, but for line breaks and what … stands for.</summary>
public sealed partial class SnippetTests
{
    private static readonly string[] Folders = ["Contracts", "Server/Users"];

    private static readonly string Sources = WithoutSpace(string.Concat(
        Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".proto")
            .Append(Path.Combine(Repository.Root, "Client", "README.md"))
            .Select(File.ReadAllText)));

    private static IEnumerable<TestCaseData> Lines =>
        from block in MarkdownDocument.Read("README.md").Blocks
        where block.Language is "csharp" or "protobuf"
        from line in block.Code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select new TestCaseData(line);

    [TestCaseSource(nameof(Lines))]
    public void A_line_of_code_in_the_README_is_in_the_sources(string line)
    {
        CommentBehind().Replace(line, "").Split('…').Should().OnlyContain(
            part => Sources.Contains(WithoutSpace(part), StringComparison.OrdinalIgnoreCase));
    }

    private static string WithoutSpace(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<=\S) // .*")]
    private static partial Regex CommentBehind();
}
