using System.Reflection;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>The key of a member in the XML documentation file of the compiler, such as <c>P:Namespace.Type.Member</c>.</summary>
internal static class DocumentationId
{
    public static string Of(MemberInfo member) => member switch
    {
        Type type => $"T:{NameOf(type)}",
        PropertyInfo => $"P:{MemberName(member)}",
        FieldInfo => $"F:{MemberName(member)}",
        MethodInfo method => $"M:{MemberName(member)}{ParametersOf(method)}",
        _ => "",
    };

    private static string MemberName(MemberInfo member) => $"{NameOf(member.DeclaringType!)}.{member.Name}";

    private static string ParametersOf(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => NameOf(parameter.ParameterType)))})";
    }

    private static string NameOf(Type type)
    {
        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        if (!type.IsConstructedGenericType)
        {
            return type.FullName!.Replace('+', '.');
        }

        var definition = type.GetGenericTypeDefinition().FullName!.Replace('+', '.').Split('`')[0];
        return $"{definition}{{{string.Join(',', type.GenericTypeArguments.Select(NameOf))}}}";
    }
}
