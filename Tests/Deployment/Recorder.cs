namespace CodeFirst.Tests.Deployment;

/// <summary>
/// A program that stands in for another: it writes down in the file $CALLS how it was called, and then does as it is told.
/// </summary>
internal static class Recorder
{
    public static void Write(string path, string answer = "") => WriteProgram(path, $"""
        #!/usr/bin/env bash
        echo "$(basename "$0") $*" >> "$CALLS"
        {answer}
        """);

    public static void WriteProgram(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
