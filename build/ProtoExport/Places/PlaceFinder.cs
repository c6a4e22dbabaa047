using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Places;

/// <summary>
/// Finds the file, line and column of a type or member. The symbols of the compiler say which files a type is in; only a file that
/// still is what was compiled is read. What is not certain has no place.
/// </summary>
/// <param name="pathOf">The file that an assembly was loaded from, or null if it is not known.</param>
/// <param name="paths">What the compiler replaced in the paths of the symbols.</param>
internal sealed class PlaceFinder(Func<Assembly, string?> pathOf, PathMap paths)
{
    private readonly Dictionary<Assembly, SymbolFile?> _symbols = [];
    private readonly Dictionary<SourceDocument, IReadOnlyList<Declaration>> _declarations = [];

    /// <summary>The problem with its place, if that is found.</summary>
    public Problem Locate(Problem problem) => problem.Member is { } member ? problem with { Place = Find(member) } : problem;

    /// <summary>The place as <c>path(line,column)</c>, or null.</summary>
    public string? Find(MemberInfo member)
    {
        var type = member as Type ?? member.DeclaringType!;
        type = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (SymbolsOf(type.Assembly) is not { } symbols)
        {
            return null;
        }

        var found = new List<(string Path, Declaration Declaration)>();
        foreach (var document in symbols.DocumentsOf(type))
        {
            if (paths.OnThisMachine(document.Path) is { } path)
            {
                found.AddRange(DeclarationsIn(document, path)
                    .Where(declaration => declaration.Type == type.FullName && IsOf(declaration, member))
                    .Select(declaration => (path, declaration)));
            }
        }

        return Choose(found, member) is var (file, at) ? string.Create(null, $"{file}({at.At.Line},{at.At.Column})") : null;
    }

    // A partial type is declared in several places, each of which is one. What #if declares twice, is not decided here.
    private static (string Path, Declaration Declaration)? Choose(List<(string Path, Declaration Declaration)> found, MemberInfo member) =>
        found.Count == 1 || (found.Count > 1 && member is Type && !found.Exists(one => one.Declaration.At.IsConditional))
            ? found[0]
            : null;

    private static bool IsOf(Declaration declaration, MemberInfo member) => member switch
    {
        Type => declaration.Member is null,
        MethodInfo method => declaration.Member == method.Name.Split('.')[^1]
            && declaration.Parameters is { } parameters
            && parameters.SequenceEqual(method.GetParameters().Select(parameter => parameter.Name)),
        _ => declaration.Parameters is null && declaration.Member == DeclaredName(member.Name),
    };

    // The field that the compiler makes for a property: <Name>k__BackingField.
    private static string DeclaredName(string name) =>
        name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : name;

    private IReadOnlyList<Declaration> DeclarationsIn(SourceDocument document, string path)
    {
        if (!_declarations.TryGetValue(document, out var declarations))
        {
            var text = document.ReadIfUnchanged(path);
            _declarations[document] = declarations = text is null ? [] : CSharpDeclarations.Of(text);
        }

        return declarations;
    }

    private SymbolFile? SymbolsOf(Assembly assembly)
    {
        if (!_symbols.TryGetValue(assembly, out var symbols))
        {
            _symbols[assembly] = symbols = pathOf(assembly) is { } path ? SymbolFile.Open(path) : null;
        }

        return symbols;
    }
}
