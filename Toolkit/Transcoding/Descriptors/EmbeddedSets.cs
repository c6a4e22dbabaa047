using System.Reflection;

namespace CodeFirst.Transcoding.Descriptors;

/// <summary>
/// The descriptor sets that the build embedded in the program, one a contract: resources whose names begin with CodeFirst.Descriptors/.
/// </summary>
internal static class EmbeddedSets
{
    public const string ResourcePrefix = "CodeFirst.Descriptors/";

    /// <summary>Reads the sets of the program, and those of other assemblies for contracts that the program does not know.</summary>
    public static IEnumerable<byte[]> Read(IHostEnvironment environment)
    {
        var names = new HashSet<string>();
        foreach (var assembly in Assemblies(environment))
        {
            foreach (var name in assembly.GetManifestResourceNames())
            {
                if (name.StartsWith(ResourcePrefix, StringComparison.Ordinal) && names.Add(name))
                {
                    yield return ReadBytes(assembly, name);
                }
            }
        }
    }

    private static byte[] ReadBytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no resource {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        return bytes;
    }

    // The program first: its build knows every contract that it references.
    private static IEnumerable<Assembly> Assemblies(IHostEnvironment environment)
    {
        var all = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).ToList();
        var program = all.Find(assembly => assembly.GetName().Name == environment.ApplicationName) ?? Assembly.GetEntryAssembly();

        return program is null ? all : all.Where(assembly => assembly != program).Prepend(program);
    }
}
