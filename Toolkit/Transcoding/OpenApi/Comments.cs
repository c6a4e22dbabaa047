using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>The comments of a contract, if its descriptor set has them.</summary>
internal static class Comments
{
    /// <summary>Returns the comment of a declaration, its paragraphs apart; empty if it has none.</summary>
    public static string Of(DescriptorBase descriptor)
    {
        if (descriptor.Declaration?.LeadingComments is not { Length: > 0 } comment)
        {
            return "";
        }

        // Lines were broken for the .proto only; an empty one parts paragraphs.
        var paragraphs = comment.Split("\n\n")
            .Select(paragraph => string.Join(' ', paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            .Where(paragraph => paragraph.Length > 0);

        return string.Join("\n\n", paragraphs);
    }

    /// <summary>Returns the first sentence of a comment, without its stop.</summary>
    public static string Summary(string comment) => comment.Split("\n\n")[0].Split(". ")[0].TrimEnd('.');
}
