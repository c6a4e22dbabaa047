using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;

namespace CodeFirst.ProtoExport;

/// <summary>What to export and where to, as the MSBuild targets say it in a response file of <c>key=value</c> lines.</summary>
internal sealed class ExportOptions
{
    /// <summary>The compiled contract.</summary>
    public required string Assembly { get; init; }

    /// <summary>The XML documentation of the contract, or empty. A file that does not exist means no comments.</summary>
    public string Documentation { get; init; } = "";

    /// <summary>Where the .proto and .binpb files go. It is created.</summary>
    public required string Directory { get; init; }

    /// <summary>The name of the .proto file without its folder, or empty to take it from the service.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The static member that says how the contract is served, or empty: see <see cref="ModelFinder"/>.</summary>
    public string Model { get; init; } = "";

    /// <summary>The file that lists what was written, one path a line, or empty for none. It is written last, and always.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>Assemblies the contract may need.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>File options of the .proto by their proto names, such as go_package.</summary>
    public IReadOnlyDictionary<string, string> FileOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>The descriptor set that was released, or empty. A file that does not exist means that nothing was.</summary>
    public string Baseline { get; init; } = "";

    /// <summary>Which warnings are hidden, and which stop the export.</summary>
    public WarningRules Warnings { get; init; } = WarningRules.None;

    /// <summary>What the compiler replaced in the paths of the sources, in the form of the property PathMap, or empty.</summary>
    public string PathMap { get; init; } = "";

    /// <summary>How the values of enums are called that have no name for the wire.</summary>
    public EnumNameForm EnumNames { get; init; }

    /// <summary>Whether the .proto has the routes too, as google.api.http. The descriptor set always has them.</summary>
    public bool HttpRules { get; init; }

    /// <summary>Whom a change of what was released must not break.</summary>
    public BreakingLevels Rules { get; init; } = BreakingLevels.WireJson;

    public static ExportOptions Parse(IEnumerable<string> lines)
    {
        var values = lines
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2 && pair[1].Length > 0)
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        const string fileOption = "option.";
        return new ExportOptions
        {
            Assembly = Required("assembly"),
            Documentation = values["documentation"].LastOrDefault(""),
            Directory = Required("directory"),
            FileName = values["file"].LastOrDefault(""),
            Model = values["model"].LastOrDefault(""),
            Stamp = values["stamp"].LastOrDefault(""),
            References = [.. values["reference"]],
            Baseline = values["baseline"].LastOrDefault(""),
            PathMap = values["pathmap"].LastOrDefault(""),
            Warnings = new WarningRules(
                hidden: string.Join(';', values["nowarn"]),
                errors: string.Join(';', values["warnaserror"]),
                notErrors: string.Join(';', values["warnnotaserror"]),
                allAreErrors: values["treatwarningsaserrors"].LastOrDefault("").Equals("true", StringComparison.OrdinalIgnoreCase)),
            Rules = RulesNamed(values["rules"].LastOrDefault("WIRE_JSON")),
            EnumNames = EnumNamesCalled(values["enumnames"].LastOrDefault("Prefix")),
            HttpRules = Flag("httprules", "ProtoExportHttpRules"),
            FileOptions = values
                .Where(pair => pair.Key.StartsWith(fileOption, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[fileOption.Length..], pair => pair.Last(), StringComparer.Ordinal),
        };

        bool Flag(string key, string property) => values[key].LastOrDefault("false").ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            var other => throw new ExportException(ProblemCodes.BadOptions, property, $"cannot be {other}.", "Use true or false."),
        };

        string Required(string key) => values[key].LastOrDefault()
            ?? throw new ExportException(ProblemCodes.BadOptions, "response file", $"has no line {key}=.", "See --help.");
    }

    private static EnumNameForm EnumNamesCalled(string form) => form.ToUpperInvariant() switch
    {
        "PREFIX" => EnumNameForm.Prefix,
        "CSHARP" => EnumNameForm.CSharp,
        _ => throw new ExportException(ProblemCodes.BadOptions, "ProtoExportEnumNames", $"cannot be {form}.", "Use Prefix or CSharp."),
    };

    private static BreakingLevels RulesNamed(string name) => name.ToUpperInvariant() switch
    {
        "WIRE_JSON" => BreakingLevels.WireJson,
        "WIRE" => BreakingLevels.Wire,
        "FILE" => BreakingLevels.Files,
        "OFF" => BreakingLevels.Off,
        _ => throw new ExportException(
            ProblemCodes.BadOptions, "ProtoExportBreaking", $"cannot be {name}.", "Use WIRE_JSON, WIRE, FILE or Off."),
    };
}
