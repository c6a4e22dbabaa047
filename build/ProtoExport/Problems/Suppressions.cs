using System.Reflection;
using CodeFirst.ProtoExport.Documentation;

namespace CodeFirst.ProtoExport.Problems;

/// <summary>
/// The warnings that a contract silences in its code, with <c>[UnconditionalSuppressMessage("CodeFirst.ProtoExport", "CFP0501")]</c>.
/// </summary>
internal sealed class Suppressions
{
    private const string Category = "CodeFirst.ProtoExport";

    // By name: a contract for .NET Standard declares the attribute itself. The plain one survives compilation with CODE_ANALYSIS only.
    private static readonly string[] Attributes =
    [
        "System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessageAttribute",
        "System.Diagnostics.CodeAnalysis.SuppressMessageAttribute",
    ];

    private readonly Dictionary<object, IReadOnlyList<Suppression>> _known = [];

    /// <summary>Whether the member, its type, a type around it, the module or the assembly silences a warning.</summary>
    public bool Hide(string code, MemberInfo member)
    {
        for (var current = member; current is not null; current = current.DeclaringType)
        {
            if (Of(current, current.GetCustomAttributesData).Any(suppression => suppression.Code == code && suppression.Target is null))
            {
                return true;
            }
        }

        var owner = member as Type ?? member.DeclaringType!;
        return Of(owner.Module, owner.Module.GetCustomAttributesData)
            .Concat(Of(owner.Assembly, owner.Assembly.GetCustomAttributesData))
            .Any(suppression => suppression.Code == code && (suppression.Target is null || IsIn(member, suppression.Target)));
    }

    private IReadOnlyList<Suppression> Of(object declaration, Func<IEnumerable<CustomAttributeData>> attributes)
    {
        if (!_known.TryGetValue(declaration, out var found))
        {
            _known[declaration] = found = [.. attributes().Select(Read).OfType<Suppression>()];
        }

        return found;
    }

    private static Suppression? Read(CustomAttributeData attribute)
    {
        if (!Attributes.Contains(attribute.AttributeType.FullName)
            || attribute.ConstructorArguments is not [{ Value: Category }, { Value: string code }])
        {
            return null;
        }

        var target = attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == "Target").TypedValue.Value as string;
        return new Suppression(code.Split(':')[0].Trim(), target?.TrimStart('~'));
    }

    // A target is the id of a member in XML documentation. That of a type or namespace is of all in it, too.
    private static bool IsIn(MemberInfo member, string target)
    {
        for (var current = member; current is not null; current = current.DeclaringType)
        {
            if (DocumentationId.Of(current) == target)
            {
                return true;
            }
        }

        var ns = $"N:{(member as Type ?? member.DeclaringType!).Namespace}";
        return target.StartsWith("N:", StringComparison.Ordinal) && $"{ns}.".StartsWith($"{target}.", StringComparison.Ordinal);
    }

    private sealed record Suppression(string Code, string? Target);
}
