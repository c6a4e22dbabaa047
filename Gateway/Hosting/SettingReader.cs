using System.Globalization;
using CodeFirst.Hosting;

namespace CodeFirst.Gateway.Hosting;

/// <summary>Reads settings, and collects what is wrong with them: one line each, with the setting, its value and the fix.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public bool IsOnCloudRun => CloudRun.Read(configuration) is not null;

    public string Text(string name, string defaultValue) => Value(name) ?? defaultValue;

    public bool Flag(string name)
    {
        var value = Value(name);
        if (value is not null && !bool.TryParse(value, out _))
        {
            _problems.Add($"{Shown(name)} is {OneLine.Of(value)}: set it to true or false, or unset it for false.");
        }

        return bool.TryParse(value, out var flag) && flag;
    }

    public int Number(string name, int defaultValue, int least, int most)
    {
        var value = Value(name);
        if (value is null)
        {
            return defaultValue;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _problems.Add(
            $"{Shown(name)} is {OneLine.Of(value)}: set it to a number from {least} to {most}, or unset it for {defaultValue}.");

        return defaultValue;
    }

    public IReadOnlyList<string> List(string name) =>
        Value(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public void Refuse(string name, string value, string fix) => _problems.Add($"{Shown(name)} is {OneLine.Of(value)}: {fix}.");

    // As in an environment variable.
    private static string Shown(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    private string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;
}
