using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Loading;

/// <summary>Loads the compiled contract to run its constructors and read its attributes.</summary>
internal static class ContractLoader
{
    /// <summary>Loads an assembly with all that its types need.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="references">Assemblies that it may need, which are looked at last.</param>
    public static LoadedContract Load(string path, IEnumerable<string> references)
    {
        var context = new ContractLoadContext(path, references);
        try
        {
            var assembly = context.LoadFromBytes(path);

            // A missing dependency shows here, where it can be named, instead of in the middle of reading.
            _ = assembly.GetTypes();
            return new LoadedContract(path, assembly, context);
        }
        catch (ReflectionTypeLoadException failure)
        {
            throw Unloadable(path, failure.LoaderExceptions.OfType<Exception>().FirstOrDefault() ?? failure, context.Searched);
        }
        catch (Exception failure) when (IsOfLoading(failure))
        {
            throw Unloadable(path, failure, context.Searched);
        }
    }

    /// <summary>
    /// Whether a failure says that an assembly or type is missing or is no assembly. It may show late: a member whose type is
    /// missing is looked at when its message is read.
    /// </summary>
    public static bool IsOfLoading(Exception failure) =>
        failure is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException or DirectoryNotFoundException;

    /// <summary>The error that names what is missing.</summary>
    /// <param name="path">The contract.</param>
    /// <param name="cause">What .NET says.</param>
    /// <param name="searched">The folders that were looked into.</param>
    public static ExportException Unloadable(string path, Exception cause, IEnumerable<string> searched)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            return new(ProblemCodes.CannotLoad, name, $"does not exist: {path}.", "Build it, or name another assembly.");
        }

        // The name of an assembly, not of a file.
        if (cause is FileNotFoundException { FileName: { } missing } && missing.Contains(", Version=", StringComparison.Ordinal))
        {
            var needed = new AssemblyName(missing);
            return new(
                ProblemCodes.CannotLoad,
                name,
                $"needs {needed.Name} {needed.Version}, which is in none of these folders: {string.Join(", ", searched)}.",
                $"Restore the packages of its project, or name the file: --reference {needed.Name}.dll.");
        }

        return new(
            ProblemCodes.CannotLoad,
            name,
            $"cannot be loaded: {cause.Message.TrimEnd('.')}.",
            "Build it again, against the versions next to it.");
    }
}
