using System.Reflection;
using Google.Protobuf;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>The comment on each declaration of a contract, found through the C# member it comes from.</summary>
internal sealed class CommentBook(XmlDocumentation documentation)
{
    private readonly Dictionary<IMessage, MemberInfo> _members = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IMessage, List<string>> _notes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Owner, string Reserved), string> _reservations = [];
    private readonly Dictionary<string, string> _wireNames = new(StringComparer.Ordinal);

    /// <summary>Says which C# member a declaration comes from, and what the member is called on the wire.</summary>
    public void Describe(IMessage declaration, MemberInfo member, string wireName)
    {
        _members[declaration] = member;
        _wireNames[DocumentationId.Of(member)] = wireName;
    }

    /// <summary>Adds what the proto type of a declaration does not say, as a paragraph at the end of its comment.</summary>
    public void Note(IMessage declaration, string text)
    {
        if (!_notes.TryGetValue(declaration, out var notes))
        {
            _notes.Add(declaration, notes = []);
        }

        if (!notes.Contains(text))
        {
            notes.Add(text);
        }
    }

    /// <summary>Says why numbers or a name are reserved.</summary>
    /// <param name="owner">The full name of the message or enum.</param>
    /// <param name="reserved">The numbers or the name as they are printed.</param>
    /// <param name="text">The reason.</param>
    public void Reserve(string owner, string reserved, string text) => _reservations[(owner, reserved)] = text;

    /// <summary>Why numbers or a name are reserved, empty if nobody said.</summary>
    public IReadOnlyList<Paragraph> OfReserved(string owner, string reserved) =>
        _reservations.TryGetValue((owner, reserved), out var text) ? [Paragraph.Plain(text)] : [];

    /// <summary>
    /// The comment as paragraphs. References to members read as their names on the wire, so ask only after everything is described.
    /// </summary>
    public IReadOnlyList<Paragraph> Of(IMessage declaration)
    {
        var comment = _members.TryGetValue(declaration, out var member)
            ? documentation.CommentOf(member, reference => _wireNames.GetValueOrDefault(reference))
            : [];
        return _notes.TryGetValue(declaration, out var notes)
            ? [.. comment, Paragraph.Plain(string.Join(' ', notes))]
            : comment;
    }

    /// <summary>The C# member that a declaration comes from, or null if it comes from none.</summary>
    public MemberInfo? MemberOf(IMessage declaration) => _members.GetValueOrDefault(declaration);
}
