using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace CodeFirst.Transcoding.Calls;

/// <summary>One call of MapTranscoding.</summary>
/// <param name="Endpoints">The endpoints of the application.</param>
/// <param name="Invoker">What calls the service elsewhere; null for the services of this process.</param>
internal sealed record Mapping(IEndpointRouteBuilder Endpoints, CallInvoker? Invoker) : IEndpointConventionBuilder
{
    private readonly List<Action<EndpointBuilder>> _conventions = [];
    private readonly List<Action<EndpointBuilder>> _finally = [];

    public void Add(Action<EndpointBuilder> convention) => _conventions.Add(convention);

    public void Finally(Action<EndpointBuilder> finalConvention) => _finally.Add(finalConvention);

    /// <summary>Applies what was asked for after the mapping, such as RequireAuthorization().</summary>
    public void Apply(EndpointBuilder endpoint)
    {
        foreach (var convention in _conventions.Concat(_finally))
        {
            convention(endpoint);
        }
    }
}
