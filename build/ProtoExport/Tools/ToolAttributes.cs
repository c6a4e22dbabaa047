using System.Reflection;

namespace CodeFirst.ProtoExport.Tools;

/// <summary>
/// Reads which methods are tools. It finds the attribute by name and by the types of its arguments, so a contract may declare its own.
/// </summary>
internal static class ToolAttributes
{
    /// <summary>Returns the tool that a method is, or null. What the method says wins over what its interface says.</summary>
    public static Tool? Of(MethodInfo method, Type contract, string rpc)
    {
        if (Find(method) is { } own)
        {
            return new Tool(NameIn(own) ?? Tool.NameOf(rpc), TitleIn(own), !IsDestructive(own));
        }

        if (Find(contract) is not { } all)
        {
            return null;
        }

        var prefix = NameIn(all) is { } name ? $"{name}_" : "";
        return new Tool(prefix + Tool.NameOf(rpc), "", !IsDestructive(all));
    }

    /// <summary>Returns whether an interface has a title, which only a method can have.</summary>
    public static bool HasTitle(Type contract) => Find(contract) is { } attribute && TitleIn(attribute).Length > 0;

    private static CustomAttributeData? Find(MemberInfo member) => member.GetCustomAttributesData().FirstOrDefault(attribute =>
        attribute.AttributeType.Name == "ToolAttribute"
        && attribute.ConstructorArguments.Count <= 1
        && attribute.ConstructorArguments.All(argument => argument.ArgumentType == typeof(string)));

    private static string? NameIn(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.Select(argument => argument.Value as string).FirstOrDefault();

    private static string TitleIn(CustomAttributeData attribute) => Named(attribute, "Title") as string ?? "";

    private static bool IsDestructive(CustomAttributeData attribute) => Named(attribute, "Destructive") as bool? ?? true;

    private static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments
        .Where(argument => argument.MemberName == name)
        .Select(argument => argument.TypedValue.Value)
        .FirstOrDefault();
}
