using System.Xml.Linq;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Where things are in this repository.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the exported .proto.</summary>
    public static string Proto { get; } = Path.Combine(Root, "Contracts", "proto");

    /// <summary>The version of all that is built here, from the one place that has it.</summary>
    public static string Version { get; } =
        XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CodeFirst.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds CodeFirst.sln: run tests in it.");
    }
}
