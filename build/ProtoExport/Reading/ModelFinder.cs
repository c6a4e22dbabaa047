using System.Reflection;
using System.Runtime.Loader;
using CodeFirst.ProtoExport.Problems;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Finds how a contract is served by the name of a static member, <c>Namespace.Type.Member</c> or <c>Namespace.Type.Member, Assembly</c>:
/// a BinderConfiguration, a RuntimeTypeModel, or a method that returns one of them or sets one up.
/// </summary>
internal static class ModelFinder
{
    private const string Option = "ProtoExportModel";
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    /// <param name="name">The member, or empty if the server sets up nothing.</param>
    /// <param name="contract">The contract, where the type is looked for if no assembly is named.</param>
    public static ServedModel? Find(string name, Assembly contract)
    {
        if (name.Length == 0)
        {
            return null;
        }

        var (path, assembly) = name.Split(',', 2, StringSplitOptions.TrimEntries) is [var before, var after]
            ? (before, Load(after, contract))
            : (name.Trim(), contract);
        var type = TypeOf(path, assembly) ?? throw Unknown(path, assembly);

        try
        {
            return Of(path, ValueOf(type, Naming.SimpleNameOf(path)) ?? throw Unknown(path, assembly));
        }
        catch (TargetInvocationException failure)
        {
            throw Unusable(path, $"fails: {failure.InnerException!.Message.TrimEnd('.')}.", "Make it work without a server.");
        }
    }

    private static ServedModel Of(string path, object value) => value switch
    {
        BinderConfiguration configuration => new ServedModel(configuration),
        RuntimeTypeModel model => ServedModel.Of(model),
        TypeModel model => throw Unusable(
            path,
            $"is {Naming.CSharp(model.GetType())}, a compile-time model, which does not say what it writes.",
            "Name a RuntimeTypeModel, or omit the property: the exporter reads the attributes that such a model is made from."),
        _ => throw Unusable(
            path,
            $"is {Naming.CSharp(value.GetType())}.",
            "Name a RuntimeTypeModel, a BinderConfiguration, or a method that sets up the default model or the one it is given."),
    };

    // What the member holds or returns, or null if there is no such member.
    private static object? ValueOf(Type type, string member)
    {
        if (type.GetProperty(member, Static) is { } property)
        {
            return property.GetValue(null) ?? throw Unusable(Naming.Where(property), "is null.", "Set it where it is declared.");
        }

        if (type.GetField(member, Static) is { } field)
        {
            return field.GetValue(null) ?? throw Unusable(Naming.Where(field), "is null.", "Set it where it is declared.");
        }

        var methods = type.GetMember(member, MemberTypes.Method, Static).Cast<MethodInfo>().ToList();
        if (methods.Find(method => method.GetParameters().Length == 0) is { } noParameters)
        {
            var returned = noParameters.Invoke(null, []);
            return noParameters.ReturnType == typeof(void)
                ? BinderConfiguration.Default
                : returned ?? throw Unusable(Naming.Where(noParameters), "returns null.", "Return the model.");
        }

        // The form of extension methods such as AddNodaTime(this RuntimeTypeModel).
        if (methods.Find(method => method.GetParameters() is [var only] && only.ParameterType == typeof(RuntimeTypeModel)) is { } setUp)
        {
            var model = RuntimeTypeModel.Create();
            setUp.Invoke(null, [model]);
            return model;
        }

        return methods.Count == 0
            ? null
            : throw Unusable(
                Naming.Where(methods[0]), "has parameters other than one RuntimeTypeModel.", "Name a method without parameters.");
    }

    private static Assembly Load(string name, Assembly contract)
    {
        try
        {
            return AssemblyLoadContext.GetLoadContext(contract)!.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception failure) when (failure is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw new ExportException(
                ProblemCodes.BadOptions,
                Option,
                $"names the assembly {name}, which cannot be loaded: {failure.Message.TrimEnd('.')}.",
                "Reference it from the contract, or name it with --reference.");
        }
    }

    // A nested type is Outer+Inner to .NET and Outer.Inner to its author.
    private static Type? TypeOf(string path, Assembly assembly)
    {
        var name = Naming.PackageOf(path);
        while (name.Length > 0 && assembly.GetType(name) is null && name.LastIndexOf('.') is > 0 and var dot)
        {
            name = $"{name[..dot]}+{name[(dot + 1)..]}";
        }

        return name.Length == 0 ? null : assembly.GetType(name);
    }

    private static ExportException Unknown(string path, Assembly assembly) => new(
        ProblemCodes.BadOptions,
        Option,
        $"names {path}, which {assembly.GetName().Name} does not have as a static member.",
        "Write Namespace.Type.Member, or Namespace.Type.Member, Assembly.");

    private static ExportException Unusable(string path, string what, string fix) =>
        new(ProblemCodes.UnreadableModel, Option, $"names {path}, which {what}", fix);
}
