using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Loading;

/// <summary>A contract that was loaded, and where what it uses is looked for.</summary>
internal sealed class LoadedContract(string path, Assembly assembly, ContractLoadContext context)
{
    public Assembly Assembly => assembly;

    /// <summary>The file that an assembly was loaded from, or null for one of the exporter or of .NET.</summary>
    public string? PathOf(Assembly loaded) => context.PathOf(loaded);

    /// <summary>The error for something that turns out to be missing while the contract is read.</summary>
    public ExportException Unloadable(Exception cause) => ContractLoader.Unloadable(path, cause, context.Searched);
}
