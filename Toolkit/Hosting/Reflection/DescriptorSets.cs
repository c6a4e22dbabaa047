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

    /// <summary>Returns the full names of the services that are described, without parsing the descriptors: that would slow down a start.</summary>
    public static IEnumerable<string> ServiceNames(IHostEnvironment environment) =>
        from resource in Resources(environment)
        from name in DescriptorScan.ServiceNames(ReadBytes(resource.Assembly, resource.Name))
        select name;

    /// <summary>
    /// Reads every file once, each after those it imports. The bytes of a file are those that were exported, so its comments are in them.
    /// </summary>
    public static IReadOnlyList<ByteString> ReadFiles(IHostEnvironment environment) =>
        [.. Files(Resources(environment)).Select(file => file.ToByteString())];

    /// <summary>Reads every file once, before there is a host.</summary>
    public static IEnumerable<FileDescriptorProto> Files() => Files(ResourcesOf(AppDomain.CurrentDomain.GetAssemblies()));

    private static IEnumerable<FileDescriptorProto> Files(IEnumerable<(Assembly Assembly, string Name)> resources)
    {
        var files =
            from resource in resources
            from file in FileDescriptorSet.Parser.ParseFrom(ReadBytes(resource.Assembly, resource.Name)).File
            select file;

        return files.DistinctBy(file => file.Name);
    }

    private static byte[] ReadBytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has lost its resource {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        return bytes;
    }

    private static IEnumerable<(Assembly Assembly, string Name)> Resources(IHostEnvironment environment) =>
        ResourcesOf(Assemblies(environment));

    private static IEnumerable<(Assembly Assembly, string Name)> ResourcesOf(IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        where !assembly.IsDynamic
        from name in assembly.GetManifestResourceNames()
        where name.StartsWith(ResourcePrefix, StringComparison.Ordinal)
        select (assembly, name);

    // The program first: its build knows every contract that it references. A library may bring one along that the program does not know.
    private static IEnumerable<Assembly> Assemblies(IHostEnvironment environment)
    {
        var program = ProgramAssembly.Of(environment);
        var others = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly != program);

        return program is null ? others : others.Prepend(program);
    }
}
