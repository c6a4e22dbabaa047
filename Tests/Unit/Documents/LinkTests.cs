using System.Text.RegularExpressions;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Documents;

/// <summary>Links in the documents, to files and headings of this repository, lead somewhere.</summary>
public sealed partial class LinkTests
{
    private static IEnumerable<string> Documents => MarkdownDocument.All().Select(document => document.Path);

    [TestCaseSource(nameof(Documents))]
    public void A_link_leads_to_a_file_and_a_heading_that_exist(string document)
    {
        var links = Links(File.ReadAllText(Full(document)));

        links.Where(link => !Exists(document, link.Path, link.Heading)).Should().BeEmpty();
    }

    [Test]
    public void Documents_have_links_to_files_to_headings_and_to_images()
    {
        var links = Documents.SelectMany(document => Links(File.ReadAllText(Full(document)))).ToList();

        links.Should().HaveCountGreaterThan(100).And.Contain(("docs/images/contract.svg", ""));
        links.Where(link => link.Heading.Length > 0).Should().HaveCountGreaterThan(30);
    }

    [TestCase("docs/missing.md", "")]
    [TestCase("docs/README.md", "missing")]
    [TestCase("", "missing")]
    public void A_broken_link_is_found(string path, string heading)
    {
        Exists("README.md", path, heading).Should().BeFalse();
    }

    private static IEnumerable<(string Path, string Heading)> Links(string text) => Link().Matches(WithoutCode(text))
        .Select(match => (match.Groups["path"].Value, match.Groups["heading"].Value));

    private static bool Exists(string document, string path, string heading)
    {
        var target = path.Length == 0 ? Full(document) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Full(document))!, path));
        if (heading.Length == 0)
        {
            return Path.Exists(target);
        }

        return File.Exists(target)
            && Heading().Matches(WithoutCode(File.ReadAllText(target))).Any(match => Anchor(match.Groups["text"].Value) == heading);
    }

    // As GitHub makes them.
    private static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    // A # in a block of commands begins a comment, and brackets in code are not links.
    private static string WithoutCode(string text) => CodeBlock().Replace(text, "");

    private static string Full(string document) => Path.Combine(Repository.Root, document);

    [GeneratedRegex("""(?:\]\(|(?:src|srcset|href)=")(?!\w+:)(?<path>[^)"#\s]*)(?:#(?<heading>[^)"\s]+))?[)"]""")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
