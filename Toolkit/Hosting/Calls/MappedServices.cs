using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// The gRPC services that the application maps. They are known when it is put together, which is after the features are registered: read
/// them when the host starts, or later.
/// </summary>
internal sealed class MappedServices
{
    // gRPC keeps this prefix for services of its own, such as health and reflection.
    private const string ReservedPrefix = "grpc.";

    private IEndpointRouteBuilder? _routes;
    private GrpcMethodMetadata[]? _methods;
    private MappedService[]? _all;
    private HashSet<string>? _paths;

    /// <summary>Gets every service once, in the order they were mapped.</summary>
    public IReadOnlyList<MappedService> All => LazyInitializer.EnsureInitialized(
        ref _all,
        () =>
        [
            .. Methods
                .Select(method => new MappedService(method.Method.ServiceName, method.ServiceType))
                .DistinctBy(service => service.Name),
        ]);

    /// <summary>Gets those of the application's own contracts.</summary>
    public IEnumerable<MappedService> Own => All.Where(service => !service.Name.StartsWith(ReservedPrefix, StringComparison.Ordinal));

    private GrpcMethodMetadata[] Methods => LazyInitializer.EnsureInitialized(
        ref _methods,
        () =>
        [
            .. (_routes?.DataSources ?? [])
                .SelectMany(source => source.Endpoints)
                .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
                .OfType<GrpcMethodMetadata>(),
        ]);

    public void Attach(IEndpointRouteBuilder routes) => _routes ??= routes;

    /// <summary>Tells whether a method has the path, such as <c>/shop.Orders/Place</c>.</summary>
    public bool HasMethod(PathString path) => path.Value is { } text && LazyInitializer.EnsureInitialized(
        ref _paths, () => Methods.Select(method => method.Method.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase)).Contains(text);
}
