namespace CodeFirst.Gateway.Calls;

/// <summary>A path with names of fields in braces, each a whole segment.</summary>
internal static class PathTemplate
{
    public static IEnumerable<string> FieldsOf(string path) => path.Split('/').Where(IsField).Select(segment => segment[1..^1]);

    /// <summary>Puts the values of fields in their places.</summary>
    public static string Fill(string path, Func<string, string> valueOf) =>
        string.Join('/', path.Split('/').Select(segment => IsField(segment) ? Uri.EscapeDataString(valueOf(segment[1..^1])) : segment));

    private static bool IsField(string segment) => segment is ['{', _, .., '}'];
}
