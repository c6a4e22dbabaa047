using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Descriptors;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace CodeFirst.Transcoding;

/// <summary>
/// The methods of the contracts, to be called with JSON by code instead of over HTTP. Errors, limits and options are those of the routes.
/// </summary>
public sealed class JsonMethods
{
    private readonly Lazy<IReadOnlyList<JsonMethod>> _all;

    private JsonMethods(Func<IReadOnlyList<JsonMethod>> find) => _all = new Lazy<IReadOnlyList<JsonMethod>>(find);

    /// <summary>Gets the methods in the order of the contracts. Read it once everything is mapped.</summary>
    public IReadOnlyList<JsonMethod> All => _all.Value;

    /// <summary>
    /// Returns the methods of the services of this process. A call runs through all middleware to the method's own gRPC endpoint, as a
    /// request from outside does.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <exception cref="InvalidOperationException">AddTranscoding was not called.</exception>
    public static JsonMethods Of(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var parts = Parts(endpoints.ServiceProvider);

        return new JsonMethods(() => [.. InProcess(parts, endpoints)]);
    }

    /// <summary>Returns the methods of all contracts, which a service elsewhere answers.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="invoker">What calls the service.</param>
    /// <exception cref="InvalidOperationException">AddTranscoding was not called.</exception>
    public static JsonMethods Of(IServiceProvider services, CallInvoker invoker)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(invoker);
        var parts = Parts(services);

        return new JsonMethods(() =>
        [
            .. parts.Contracts.Methods.Select(method =>
            {
                var plan = parts.Plans.Unrouted(method);
                var route = ChannelRoute.Create(plan, invoker, mapping: null);

                return new JsonMethod(parts, plan, endpoint: null, (context, _) => route.CallAsync(context));
            }),
        ]);
    }

    private static IEnumerable<JsonMethod> InProcess(JsonMethodParts parts, IEndpointRouteBuilder endpoints)
    {
        var mapping = new Mapping(endpoints, Invoker: null);
        var mapped = new Dictionary<string, RouteEndpoint>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            mapped.TryAdd(endpoint.RoutePattern.RawText ?? "", endpoint);
        }

        foreach (var method in parts.Contracts.Methods)
        {
            if (mapped.TryGetValue(ContractDescriptors.PathOf(method), out var endpoint))
            {
                var plan = parts.Plans.Unrouted(method);
                yield return new JsonMethod(parts, plan, endpoint, ServiceRoute.Create(plan, endpoint, mapping).AnswerAsync);
            }
        }
    }

    private static JsonMethodParts Parts(IServiceProvider services) => services.GetService<JsonMethodParts>()
        ?? throw new InvalidOperationException("Transcoding is not registered. Call builder.AddTranscoding() before builder.Build().");
}
