using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Puts files after those they import, which proto asks for, and reports a circle.</summary>
internal static class ImportRules
{
    public static IReadOnlyList<FileDescriptorProto> Sort(IReadOnlyList<FileDescriptorProto> files, ProblemList problems)
    {
        var byName = files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var sorted = new List<FileDescriptorProto>();
        var open = new List<FileDescriptorProto>();
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            Visit(file);
        }

        return sorted;

        void Visit(FileDescriptorProto file)
        {
            if (open.Contains(file))
            {
                var circle = open.SkipWhile(member => member != file).Append(file).Select(member => member.Package);
                problems.Add(
                    ProblemCodes.ImportCircle,
                    $"package {file.Package}",
                    $"uses itself through another: {string.Join(" → ", circle)}.",
                    "Put what both use into a package that uses neither, with [DataContract(Namespace = \"package\")].");
                return;
            }

            if (sorted.Contains(file))
            {
                return;
            }

            open.Add(file);
            foreach (var import in file.Dependency.Where(byName.ContainsKey))
            {
                Visit(byName[import]);
            }

            open.Remove(file);
            sorted.Add(file);
        }
    }
}
