using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Output;

/// <summary>Writes a file if its content changes, and tells what it did.</summary>
internal static class OutputFile
{
    public static bool Has(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    /// <summary>Writes a file, or refuses with what the disk says.</summary>
    public static string Write(string path, byte[] content) => OrRefuse(path, () =>
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
    });

    /// <summary>Writes the list of files that a build compares its inputs with. It is new each time.</summary>
    public static void WriteStamp(string path, IEnumerable<string> files) => OrRefuse(path, () =>
    {
        File.WriteAllLines(path, files);
        return path;
    });

    private static string OrRefuse(string path, Func<string> write)
    {
        try
        {
            return write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ExportException(
                ProblemCodes.CannotWrite, path, $"cannot be written: {failure.Message}", "Free the disk, or make the folder writable.");
        }
    }
}
