using System.Globalization;
using System.Reflection;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>The key of a member in the XML documentation file of the compiler, such as <c>P:Namespace.Type.Member</c>.</summary>
internal static class DocumentationId
{
    public static string Of(MemberInfo member) => member switch
    {
        Type type => $"T:{DefinitionOf(type)}",
        PropertyInfo => $"P:{MemberName(member)}",
        FieldInfo => $"F:{MemberName(member)}",
        MethodInfo method => $"M:{MemberName(member)}{ParametersOf(method)}",
        _ => "",
    };

    /// <summary>The full name without the parameters, such as <c>Shop.Order.Id</c>.</summary>
    public static string NameOf(MemberInfo member) => Of(member)[2..].Split('(')[0];

    private static string MemberName(MemberInfo member) => $"{DefinitionOf(member.DeclaringType!)}.{member.Name}";

    // What is documented is the generic definition: Page`1, not Page<Order>.
    private static string DefinitionOf(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition.FullName!.Replace('+', '.');
    }

    private static string ParametersOf(MethodInfo method)
    {
        // The methods of IEcho<Order> are documented with the parameters of IEcho<T>.
        var definition = method.DeclaringType is { IsConstructedGenericType: true } owner
            ? owner.GetGenericTypeDefinition().GetMethods().First(candidate => candidate.MetadataToken == method.MetadataToken)
            : method;
        var parameters = definition.GetParameters();
        return parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => NameOf(parameter.ParameterType)))})";
    }

    private static string NameOf(Type type)
    {
        if (type.IsGenericTypeParameter)
        {
            return string.Create(CultureInfo.InvariantCulture, $"`{type.GenericParameterPosition}");
        }

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
