namespace CodeFirst.ProtoExport.Output;

/// <summary>Writes a file if its content changes, and tells what it did.</summary>
internal static class OutputFile
{
    public static bool Has(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    public static string Write(string path, byte[] content)
    {
        if (Has(path, content))
        {
            return $"[output] {path} (unchanged)";
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);

        // Builds of two configurations may export at once: no reader ever sees half a file.
        var whole = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        File.WriteAllBytes(whole, content);
        File.Move(whole, path, overwrite: true);
        return $"[output] {path}";
    }
}
