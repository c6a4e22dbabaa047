using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>Writes routes into the descriptors of a contract.</summary>
internal static class RouteOptions
{
    /// <summary>Adds google.api.http to the methods, and the import for it in its place. The text then has both.</summary>
    public static void AddRules(FileDescriptorProto file, RouteBook routes)
    {
        Import(file, GoogleFiles.Annotations, AddRulesOnly(file, routes));
        var sorted = file.Dependency.Order(StringComparer.Ordinal).ToList();
        file.Dependency.Clear();
        file.Dependency.AddRange(sorted);
    }

    /// <summary>Adds what a text does not have: to call after it is made. What it has keeps its place.</summary>
    public static void AddToSet(FileDescriptorProto file, RouteBook routes)
    {
        Import(file, GoogleFiles.Annotations, AddRulesOnly(file, routes));
        var answers = routes.In(file).Where(method => method.Answer != HttpAnswer.None).ToList();
        foreach (var method in answers)
        {
            method.Answer.WriteTo(method.Descriptor);
        }

        Import(file, AnswerFile.Name, answers.Count > 0);
    }

    private static bool AddRulesOnly(FileDescriptorProto file, RouteBook routes)
    {
        var methods = routes.In(file).Where(method => method.Rule is not null).ToList();
        foreach (var method in methods)
        {
            method.Descriptor.Options ??= new MethodOptions();
            method.Descriptor.Options.SetExtension(AnnotationsExtensions.Http, method.Rule);
        }

        return methods.Count > 0;
    }

    private static void Import(FileDescriptorProto file, string name, bool isUsed)
    {
        if (isUsed && !file.Dependency.Contains(name))
        {
            file.Dependency.Add(name);
        }
    }
}
