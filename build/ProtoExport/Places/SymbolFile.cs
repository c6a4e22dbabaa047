using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace CodeFirst.ProtoExport.Places;

/// <summary>What the portable PDB of an assembly, beside it or inside it, says of source files.</summary>
internal sealed class SymbolFile
{
    // Where the compiler says which files a type is in that has no code: an interface, an enum.
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");
    private static readonly Guid CSharp = new("3f5162f8-07c6-11d3-9053-00c04fa302a1");

    private readonly Dictionary<int, IReadOnlyList<SourceDocument>> _ofTypes = [];
    private readonly Dictionary<DocumentHandle, SourceDocument> _documents = [];

    private SymbolFile(MetadataReader image, MetadataReader symbols)
    {
        foreach (var handle in symbols.Documents)
        {
            var document = symbols.GetDocument(handle);
            if (symbols.GetGuid(document.Language) == CSharp)
            {
                _documents.Add(handle, new SourceDocument(
                    symbols.GetString(document.Name),
                    document.HashAlgorithm.IsNil ? default : symbols.GetGuid(document.HashAlgorithm),
                    Convert.ToHexString(symbols.GetBlobBytes(document.Hash))));
            }
        }

        foreach (var type in image.TypeDefinitions)
        {
            var ofCode = image.GetTypeDefinition(type).GetMethods().SelectMany(method => DocumentsOf(symbols, method));
            var documents = DocumentsOf(symbols, type).Concat(ofCode).Distinct().Where(_documents.ContainsKey);
            _ofTypes[MetadataTokens.GetToken(type)] = [.. documents.Select(handle => _documents[handle])];
        }
    }

    /// <summary>The symbols that belong to the assembly, or null if there are none that can be read.</summary>
    public static SymbolFile? Open(string assembly)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(File.ReadAllBytes(assembly)));

            // None for a PDB of another build of the assembly, or of the old format of Windows.
            if (image.TryOpenAssociatedPortablePdb(assembly, Read, out var provider, out _) && provider is not null)
            {
                using (provider)
                {
                    return new SymbolFile(image.GetMetadataReader(), provider.GetMetadataReader());
                }
            }
        }
        catch (Exception failure) when (failure is BadImageFormatException or IOException)
        {
            // Damaged symbols are as good as none: the problem itself is told in any case.
        }

        return null;

        static Stream? Read(string path) => File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null;
    }

    /// <summary>The C# files that a type may be declared in.</summary>
    public IReadOnlyCollection<SourceDocument> DocumentsOf(Type type) =>
        _ofTypes.GetValueOrDefault(type.MetadataToken) is { Count: > 0 } known ? known : _documents.Values; // compilers before C# 10

    private static IEnumerable<DocumentHandle> DocumentsOf(MetadataReader symbols, TypeDefinitionHandle type)
    {
        foreach (var information in symbols.GetCustomDebugInformation(type).Select(symbols.GetCustomDebugInformation))
        {
            if (symbols.GetGuid(information.Kind) != TypeDefinitionDocuments)
            {
                continue;
            }

            for (var reader = symbols.GetBlobReader(information.Value); reader.RemainingBytes > 0;)
            {
                yield return MetadataTokens.DocumentHandle(reader.ReadCompressedInteger());
            }
        }
    }

    private static IEnumerable<DocumentHandle> DocumentsOf(MetadataReader symbols, MethodDefinitionHandle method)
    {
        var information = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle());
        return information.Document.IsNil
            ? information.GetSequencePoints().Select(point => point.Document)
            : [information.Document];
    }
}
