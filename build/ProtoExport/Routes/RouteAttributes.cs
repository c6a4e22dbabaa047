using System.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>
/// Reads the routes of a method. It finds the attributes by name and by the types of their arguments, so a contract may declare its own.
/// </summary>
internal static class RouteAttributes
{
    /// <summary>Returns the routes in the order in which they are written.</summary>
    public static IReadOnlyList<DeclaredRoute> RoutesOf(MethodInfo method) =>
    [
        .. Find(method, "HttpAttribute", arguments: 1).Select(attribute => new DeclaredRoute(
            Argument(attribute, 0),
            Named(attribute, "Body") as string,
            Named(attribute, "ResponseBody") as string ?? "",
            Named(attribute, "Status") as int? ?? 0,
            Named(attribute, "Location") as string ?? "")),
    ];

    /// <summary>Returns how the stream of a method is continued, or null.</summary>
    public static Resumption? ResumptionOf(MethodInfo method) => Find(method, "ResumableAttribute", arguments: 2)
        .Select(attribute => new Resumption(Argument(attribute, 0), Argument(attribute, 1)))
        .FirstOrDefault();

    private static IEnumerable<CustomAttributeData> Find(MethodInfo method, string name, int arguments) =>
        method.GetCustomAttributesData().Where(attribute =>
            attribute.AttributeType.Name == name
            && attribute.ConstructorArguments.Count == arguments
            && attribute.ConstructorArguments.All(argument => argument.ArgumentType == typeof(string)));

    private static string Argument(CustomAttributeData attribute, int index) => attribute.ConstructorArguments[index].Value as string ?? "";

    private static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments
        .Where(argument => argument.MemberName == name)
        .Select(argument => argument.TypedValue.Value)
        .FirstOrDefault();
}
