using System.Reflection;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>The methods of a contract that say something about HTTP.</summary>
internal sealed class RouteBook
{
    private readonly Dictionary<MethodDescriptorProto, RoutedMethod> _methods = new(ReferenceEqualityComparer.Instance);
    private readonly List<RoutedMethod> _ordered = [];

    /// <summary>Gets the methods in the order of the contract.</summary>
    public IReadOnlyList<RoutedMethod> All => _ordered;

    /// <summary>Adds a method if it says something about HTTP.</summary>
    public void Add(MethodDescriptorProto descriptor, string path, MethodInfo method)
    {
        var routed = new RoutedMethod(
            descriptor, path, method, RouteAttributes.RoutesOf(method), RouteAttributes.ResumptionOf(method));
        if (routed.Declared.Count > 0 || routed.Resumption is not null)
        {
            _methods.Add(descriptor, routed);
            _ordered.Add(routed);
        }
    }

    public RoutedMethod? Of(MethodDescriptorProto descriptor) => _methods.GetValueOrDefault(descriptor);

    /// <summary>The methods of a file.</summary>
    public IEnumerable<RoutedMethod> In(FileDescriptorProto file) =>
        file.Service.SelectMany(service => service.Method).Select(Of).OfType<RoutedMethod>();
}
