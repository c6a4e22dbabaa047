namespace CodeFirst.Hosting.Start;

/// <summary>The answer to <c>--help</c>.</summary>
internal static class Help
{
    private const int Width = 100;
    private const string Indent = "      ";

    public static string Text(string program, string version, StartOptions options, IEnumerable<Setting> settings)
    {
        string[] summary = options.Summary is { Length: > 0 } text ? [text] : [];
        string[] lines =
        [
            $"{program} {version}",
            .. summary,
            "",
            "Usage:",
            $"  {program} [--NAME=VALUE ...]   start, and run until SIGTERM or Ctrl+C",
            $"  {program} --help               print this text",
            $"  {program} --version            print the version",
            "",
            "Settings are environment variables, read once at the start. You can also pass a setting as an argument, which wins:",
            "PORT=8080 or --PORT=8080; Section__Name=value or --Section:Name=value.",
            .. settings.SelectMany(Lines),
            "",
            "Exit codes: 0 stopped as asked, or done; 1 did not start, or failed. The reason is on standard error or in the log.",
            $"Documents: {options.Documents ?? "the README of the package CodeFirst.Hosting"}",
        ];

        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    private static IEnumerable<string> Lines(Setting setting)
    {
        // A shell cannot set a variable with a dash in its name.
        var name = setting.Name.Contains('-', StringComparison.Ordinal) ? $"--{setting.Name}" : setting.VariableName;
        var value = setting.DefaultValue.Length > 0 ? $" Default: {setting.DefaultValue}." : "";

        return ["", $"  {name}", .. Wrapped(setting.Meaning + value)];
    }

    private static List<string> Wrapped(string paragraph)
    {
        var lines = new List<string>();
        foreach (var word in paragraph.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= Width)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(Indent + word);
            }
        }

        return lines;
    }
}
