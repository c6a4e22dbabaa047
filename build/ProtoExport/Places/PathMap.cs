namespace CodeFirst.ProtoExport.Places;

/// <summary>
/// The property PathMap: which folders a deterministic build replaces in the paths that it compiles into an assembly
/// (<c>/home/ann/shop/=/_/</c>).
/// </summary>
internal sealed class PathMap
{
    private readonly List<(string Folder, string Compiled)> _folders = [];

    /// <param name="property">Pairs of folder and replacement, separated by commas. Twice the sign is the sign itself.</param>
    public PathMap(string property)
    {
        foreach (var pair in Split(property, ','))
        {
            if (Split(pair, '=') is [{ Length: > 0 } folder, { Length: > 0 } compiled])
            {
                _folders.Add((Unescape(folder), Unescape(compiled)));
            }
        }
    }

    /// <summary>The file that a compiled path stands for, or null if it is not there.</summary>
    public string? OnThisMachine(string compiled)
    {
        var folders = _folders.Where(folder => compiled.StartsWith(folder.Compiled, StringComparison.Ordinal));
        return folders.Select(folder => Path.Combine(folder.Folder, compiled[folder.Compiled.Length..]))
            .Append(compiled)
            .FirstOrDefault(path => Path.IsPathFullyQualified(path) && File.Exists(path));
    }

    private static string[] Split(string text, char separator) =>
        text.Replace($"{separator}{separator}", "\0", StringComparison.Ordinal)
            .Split(separator, StringSplitOptions.TrimEntries)
            .Select(part => part.Replace("\0", $"{separator}{separator}", StringComparison.Ordinal))
            .ToArray();

    private static string Unescape(string text) =>
        text.Replace(",,", ",", StringComparison.Ordinal).Replace("==", "=", StringComparison.Ordinal);
}
