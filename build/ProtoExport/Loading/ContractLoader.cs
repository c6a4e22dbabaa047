using System.Reflection;
using System.Runtime.Loader;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Loading;

/// <summary>Loads the compiled contract to run its constructors and read its attributes.</summary>
internal static class ContractLoader
{
    public static Assembly Load(string path, IEnumerable<string> references)
    {
        try
        {
            var assembly = new ContractLoadContext(references).LoadFromBytes(path);

            // A missing dependency shows here, where it can be named, instead of in the middle of reading.
            _ = assembly.GetTypes();
            return assembly;
        }
        catch (ReflectionTypeLoadException failure)
        {
            throw Unloadable(path, failure.LoaderExceptions.FirstOrDefault(cause => cause is not null) ?? failure);
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException)
        {
            throw Unloadable(path, failure);
        }
    }

    private static ExportException Unloadable(string path, Exception cause) => new(
        ProblemCodes.CannotLoad,
        Path.GetFileName(path),
        $"cannot be loaded: {cause.Message}",
        "Build it again, and reference what is missing.");

    private sealed class ContractLoadContext(IEnumerable<string> references) : AssemblyLoadContext("contract")
    {
        private readonly ILookup<string, string> _references =
            references.ToLookup(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

        // From bytes, so that the file stays free for the next build.
        public Assembly LoadFromBytes(string path)
        {
            using var image = new MemoryStream(File.ReadAllBytes(path));
            return LoadFromStream(image);
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // The contract must see the exporter's own protobuf-net, of whatever version: attributes and models are matched by type.
            try
            {
                return Default.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!));
            }
            catch (FileNotFoundException)
            {
                return _references[assemblyName.Name!].FirstOrDefault() is { } path ? LoadFromBytes(path) : null;
            }
        }
    }
}
