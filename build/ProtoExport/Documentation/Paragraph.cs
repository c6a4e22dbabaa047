namespace CodeFirst.ProtoExport.Documentation;

/// <summary>A part of a comment. A blank line is between two of them, except between the items of a list.</summary>
/// <param name="Kind">How the text is laid out.</param>
/// <param name="Text">One line to wrap, or for <see cref="ParagraphKind.Code"/> lines to keep.</param>
internal sealed record Paragraph(ParagraphKind Kind, string Text)
{
    public static Paragraph Plain(string text) => new(ParagraphKind.Text, text);
}
