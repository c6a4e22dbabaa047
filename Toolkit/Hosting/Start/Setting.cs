namespace CodeFirst.Hosting;

/// <summary>One setting of a program, as <c>--help</c> lists it and as arguments are checked against it.</summary>
public sealed class Setting
{
    /// <summary>Describes a setting.</summary>
    /// <param name="name">The configuration key, such as <c>PORT</c> or <c>Tls:Certificate</c>. Keys below it are accepted too.</param>
    /// <param name="meaning">What it does, with its unit and its limits, and what happens without it if there is no default.</param>
    /// <param name="defaultValue">The value when it is not set; empty if there is none.</param>
    /// <exception cref="ArgumentException">The name or the meaning is empty.</exception>
    public Setting(string name, string meaning, string defaultValue = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(meaning);
        ArgumentNullException.ThrowIfNull(defaultValue);
        Name = name;
        Meaning = meaning;
        DefaultValue = defaultValue;
    }

    /// <summary>Gets the configuration key, such as <c>Tls:Certificate</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the name of the environment variable, such as <c>Tls__Certificate</c>.</summary>
    public string VariableName => Name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Gets what the setting does.</summary>
    public string Meaning { get; }

    /// <summary>Gets the value when the setting is not set; empty if there is none.</summary>
    public string DefaultValue { get; }
}
