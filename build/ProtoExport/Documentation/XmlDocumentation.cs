using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>The comments in the XML documentation files of the compiler, as plain text.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, string> _references;

    private XmlDocumentation(IEnumerable<string> references) =>
        _references = references.ToLookup(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the file. A path that is empty or leads nowhere means no comments.</summary>
    /// <param name="path">The documentation of the contract.</param>
    /// <param name="references">Assemblies whose types the contract may use. Their documentation is beside them, if there is any.</param>
    public static XmlDocumentation Load(string path, IEnumerable<string>? references = null)
    {
        var documentation = new XmlDocumentation(references ?? []);
        documentation.Add(path);
        return documentation;
    }

    public static XmlDocumentation Parse(string xml)
    {
        var documentation = new XmlDocumentation([]);
        documentation.Add(XDocument.Parse(xml, LoadOptions.PreserveWhitespace));
        return documentation;
    }

    /// <summary>The summary of a member and then its remarks, empty if it has none.</summary>
    /// <param name="member">The member. The parameter of a record describes the property it makes.</param>
    /// <param name="wireName">The name on the wire of another member that the comment refers to, or null.</param>
    public IReadOnlyList<Paragraph> CommentOf(MemberInfo member, Func<string, string?> wireName)
    {
        AddReference((member as Type ?? member.DeclaringType)!.Assembly.GetName().Name!);
        if (Find(DocumentationId.Of(member)) is { } documented)
        {
            string[] parts = ["summary", "remarks"];
            return
            [
                .. parts.SelectMany(part => documented.Elements(part)).SelectMany(part => DocumentationText.Paragraphs(part, wireName)),
            ];
        }

        var parameter = member is PropertyInfo property
            ? Find(DocumentationId.Of(property.DeclaringType!))?.Elements("param")
                .FirstOrDefault(param => param.Attribute("name")?.Value == property.Name)
            : null;
        return parameter is null ? [] : DocumentationText.Paragraphs(parameter, wireName);
    }

    // What is inherited is taken only from where the author says: which base the compiler would choose is not in the file.
    private XElement? Find(string id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = _members.GetValueOrDefault(id);
        while (found?.Descendants("inheritdoc").FirstOrDefault()?.Attribute("cref")?.Value is { } source && seen.Add(source))
        {
            found = _members.GetValueOrDefault(source);
        }

        return found;
    }

    private void AddReference(string assembly)
    {
        if (_known.Add(assembly) && _references[assembly].FirstOrDefault() is { } path)
        {
            Add(Path.ChangeExtension(path, ".xml"));
        }
    }

    private void Add(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            Add(XDocument.Load(path, LoadOptions.PreserveWhitespace));
        }
        catch (XmlException failure)
        {
            throw new ExportException(
                ProblemCodes.CannotLoad, Path.GetFileName(path), $"is not XML: {failure.Message}", "Build the contract again.");
        }
    }

    private void Add(XDocument document)
    {
        foreach (var member in document.Descendants("member"))
        {
            if (member.Attribute("name")?.Value is { } name)
            {
                _members.TryAdd(name, member);
            }
        }
    }
}
