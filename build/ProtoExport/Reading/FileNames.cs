using System.Text.RegularExpressions;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Names the files. A single one is named after its service, or after its package if it has several; with several packages
/// each file is in the folder that its package asks for.
/// </summary>
internal static partial class FileNames
{
    /// <param name="files">The files, named by their packages.</param>
    /// <param name="fileName">The name that the build asks for, or empty.</param>
    /// <param name="problems">Where to tell what is wrong.</param>
    public static void Set(IReadOnlyList<FileDescriptorProto> files, string fileName, ProblemList problems)
    {
        if (files.Count > 1 && fileName.Length > 0)
        {
            var packages = string.Join(", ", files.Select(file => file.Package));
            problems.Add(
                ProblemCodes.SeveralServices,
                "contract",
                $"has {files.Count} packages ({packages}), and {fileName} is the name of one file.",
                "Remove ProtoExportFileName, or put each package into its own project.");
        }

        var names = files.ToDictionary(file => file.Package, file => files.Count > 1 ? PathOf(file) : NameOf(file), StringComparer.Ordinal);
        if (files.Count == 1 && fileName.Length > 0)
        {
            names[files[0].Package] = fileName;
        }

        foreach (var file in files)
        {
            file.Name = names[file.Package];
            var imports = file.Dependency.Select(import => names.GetValueOrDefault(import, import)).Order(StringComparer.Ordinal).ToList();
            file.Dependency.Clear();
            file.Dependency.AddRange(imports);
        }
    }

    private static string PathOf(FileDescriptorProto file) =>
        file.Package.Length == 0 ? NameOf(file) : $"{file.Package.Replace('.', '/')}/{NameOf(file)}";

    private static string NameOf(FileDescriptorProto file)
    {
        if (file.Service is [var only])
        {
            return $"{Naming.SnakeCase(only.Name)}.proto";
        }

        // shop.orders.v1 → orders
        var parts = file.Package.Split('.', StringSplitOptions.RemoveEmptyEntries);
        var name = parts.LastOrDefault(part => !Version().IsMatch(part)) ?? parts.LastOrDefault("contract");
        return $"{Naming.SnakeCase(name)}.proto";
    }

    [GeneratedRegex("^v[0-9]+((alpha|beta|p)[0-9]*)*$")]
    private static partial Regex Version();
}
