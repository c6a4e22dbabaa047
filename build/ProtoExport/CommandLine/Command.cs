using System.Reflection;
using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.CommandLine;

/// <summary>Finds the command that the words ask for, and runs it.</summary>
internal static class Command
{
    private static readonly string[] Words = ["export", "accept", "check", "report", "breaking", "--help", "--version"];

    public static ExportResult Run(string[] words) => words switch
    {
        _ when AsksForHelp(words) => ExportResult.Done([Help.Text]),
        ["--version"] => ExportResult.Done([Version]),
        ["export", .. var rest] => Exporter.Export(Arguments.Parse(rest).ToExportOptions()),
        ["accept", .. var rest] => Exporter.Accept(Arguments.Parse(rest).ToExportOptions()),
        ["check", .. var rest] => Exporter.Check(Arguments.Parse(rest).ToExportOptions()),
        ["report", .. var rest] => Exporter.Report(Arguments.Parse(rest).ToExportOptions()),
        ["breaking", .. var rest] => Breaking(Arguments.Parse(rest)),
        [['@', ..]] => Exporter.Export(Arguments.Parse(words).ToExportOptions()),
        _ => throw Arguments.UnknownWord("command", words[0], Words),
    };

    public static bool AsksForHelp(string[] words) =>
        words is [] or ["--help" or "-h" or "-?" or "help", ..] or [_, "--help" or "-h"];

    // The exporter and the tool are built together, with one version.
    private static string Version =>
        typeof(Command).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static ExportResult Breaking(Arguments arguments)
    {
        var options = arguments.ToExportOptions();
        var against = arguments.Value("against") ?? throw Arguments.BadUsage("has no --against.");
        if (!File.Exists(against))
        {
            throw Arguments.BadUsage($"names {against}, which does not exist.");
        }

        var problems = new ProblemList(options.Warnings);
        var isAssembly = Path.GetExtension(options.Assembly) is ".dll" or ".exe";
        var exported = isAssembly ? Exporter.Read(options, problems) : new Exported([], ReleasedContract.Read(options.Assembly), _ => null);
        if (exported is null)
        {
            return ExportResult.Failed(problems);
        }

        var released = ReleasedContract.Read(against);
        foreach (var problem in BreakingChanges.Between(released, exported.Descriptors, options.Rules, exported.MemberOf))
        {
            problems.Add(problem);
        }

        return problems.AnyError ? ExportResult.Failed(problems) : ExportResult.Done(problems, []);
    }
}
