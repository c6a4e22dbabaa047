using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>A method of the contract with what it says about HTTP.</summary>
/// <param name="Descriptor">The rpc.</param>
/// <param name="Path">The path of the rpc: <c>/shop.Orders/Get</c>.</param>
/// <param name="Method">The C# method.</param>
/// <param name="Declared">The routes as they are written.</param>
/// <param name="Resumption">How its stream is continued, or null.</param>
internal sealed record RoutedMethod(
    MethodDescriptorProto Descriptor, string Path, MethodInfo Method, IReadOnlyList<DeclaredRoute> Declared, Resumption? Resumption)
{
    /// <summary>Gets or sets the rule that the routes are, once they are checked; null if there is none.</summary>
    public HttpRule? Rule { get; set; }

    public HttpAnswer Answer => new(
        Declared.Select(route => route.Status).FirstOrDefault(),
        Declared.Select(route => route.Location).FirstOrDefault(""),
        Resumption?.Mark ?? "",
        Resumption?.After ?? "");
}
