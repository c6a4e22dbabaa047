using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Interop.Documents;

public sealed partial class LinkTests
{
    private static IEnumerable<TestCaseData> Links =>
        from document in MarkdownDocument.All()
        from link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, document.Path)))
        select new TestCaseData(document.Path, link.Groups["path"].Value, link.Groups["title"].Value);

    [TestCaseSource(nameof(Links))]
    public void A_link_leads_to_a_file_of_the_repository_and_a_title_in_it(string document, string path, string title)
    {
        var target = path.Length == 0
            ? Path.Combine(Repository.Root, document)
            : Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, path));

        Path.Exists(target).Should().BeTrue();
        if (title.Length > 0)
        {
            Title().Matches(File.ReadAllText(target)).Select(match => Anchor(match.Groups["text"].Value)).Should().Contain(title);
        }
    }

    // As GitHub makes them.
    private static string Anchor(string title) => NotInAnchors().Replace(title.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!\w+:)(?<path>[^)#\s]*)(#(?<title>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
