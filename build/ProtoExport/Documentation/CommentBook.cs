using System.Reflection;
using Google.Protobuf;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>The comment on each declaration of a file, found through the C# member it comes from.</summary>
internal sealed class CommentBook(XmlDocumentation documentation)
{
    private readonly Dictionary<IMessage, string> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _wireNames = new(StringComparer.Ordinal);

    /// <summary>Says which C# member a declaration comes from, and what the member is called on the wire.</summary>
    public void Describe(IMessage declaration, MemberInfo member, string wireName)
    {
        var id = DocumentationId.Of(member);
        _ids[declaration] = id;
        _wireNames[id] = wireName;
    }

    /// <summary>
    /// The comment as paragraphs. References to members read as their names on the wire, so ask only after everything is described.
    /// </summary>
    public IReadOnlyList<string> Of(IMessage declaration) => _ids.TryGetValue(declaration, out var id)
        ? documentation.SummaryOf(id, reference => _wireNames.GetValueOrDefault(reference))
        : [];

    /// <summary>The C# member that a declaration comes from, such as Shop.Order.Id, or null if it comes from none.</summary>
    public string? MemberOf(IMessage declaration) => _ids.TryGetValue(declaration, out var id) ? id[2..].Split('(')[0] : null;
}
