using System.Reflection;
using CodeFirst.Hosting.Start;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Hosting.Reflection;

/// <summary>
/// The descriptor sets that the build embedded in the program, one a contract: resources of the program's assembly, and of those it
/// references, whose names begin with CodeFirst.Descriptors/.
/// </summary>
internal static class DescriptorSets
{
    public const string ResourcePrefix = "CodeFirst.Descriptors/";

    public static bool Exist(IHostEnvironment environment) => Resources(environment).Any();

    /// <summary>
    /// Reads every file once, each after those it imports. The bytes of a file are those that were exported, so its comments are in them.
    /// </summary>
    public static IReadOnlyList<ByteString> ReadFiles(IHostEnvironment environment)
    {
        var files = new List<ByteString>();
        var names = new HashSet<string>();
        foreach (var (assembly, name) in Resources(environment))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var file in FileDescriptorSet.Parser.ParseFrom(stream).File)
            {
                if (names.Add(file.Name))
                {
                    files.Add(file.ToByteString());
                }
            }
        }

        return files;
    }

    private static IEnumerable<(Assembly Assembly, string Name)> Resources(IHostEnvironment environment) =>
        from assembly in Assemblies(environment)
        from name in assembly.GetManifestResourceNames()
        where name.StartsWith(ResourcePrefix, StringComparison.Ordinal)
        select (assembly, name);

    // The program first: its build knows every contract that it references. A library may bring one along that the program does not know.
    private static IEnumerable<Assembly> Assemblies(IHostEnvironment environment)
    {
        var program = ProgramAssembly.Of(environment);
        var others = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly != program);

        return program is null ? others : others.Prepend(program);
    }
}
