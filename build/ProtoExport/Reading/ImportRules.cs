using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Puts files after those they import, which proto asks for. No file imports itself through another.</summary>
internal static class ImportRules
{
    public static IReadOnlyList<FileDescriptorProto> Sort(IReadOnlyList<FileDescriptorProto> files)
    {
        var byName = files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var sorted = new List<FileDescriptorProto>();
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            Visit(file);
        }

        return sorted;

        void Visit(FileDescriptorProto file)
        {
            if (!sorted.Contains(file))
            {
                foreach (var import in file.Dependency.Where(byName.ContainsKey))
                {
                    Visit(byName[import]);
                }

                sorted.Add(file);
            }
        }
    }
}
