using System.Xml;
using System.Xml.Linq;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>The summaries in the XML documentation file of the compiler, as plain text.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(XDocument document) => _members = document.Descendants("member")
        .Where(member => member.Attribute("name") is not null && member.Element("summary") is not null)
        .GroupBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().Element("summary")!, StringComparer.Ordinal);

    /// <summary>Reads the file. A path that is empty or leads nowhere means no comments.</summary>
    public static XmlDocumentation Load(string path)
    {
        if (!File.Exists(path))
        {
            return new XmlDocumentation(new XDocument());
        }

        try
        {
            return new XmlDocumentation(XDocument.Load(path, LoadOptions.PreserveWhitespace));
        }
        catch (XmlException failure)
        {
            throw new ExportException(
                ProblemCodes.CannotLoad, Path.GetFileName(path), $"is no XML: {failure.Message}", "Build the contract again.");
        }
    }

    public static XmlDocumentation Parse(string xml) => new(XDocument.Parse(xml, LoadOptions.PreserveWhitespace));

    /// <summary>The summary of a member as paragraphs, empty if it has none.</summary>
    /// <param name="id">The key of the member.</param>
    /// <param name="wireName">The name on the wire of another member that the summary refers to, or null.</param>
    public IReadOnlyList<string> SummaryOf(string id, Func<string, string?> wireName) =>
        _members.TryGetValue(id, out var summary) ? DocumentationText.Paragraphs(summary, wireName) : [];
}
