using CodeFirst.Mcp.Calls;
using CodeFirst.Mcp.Protocol;
using CodeFirst.Mcp.Safety;
using CodeFirst.Mcp.Tools;
using CodeFirst.Mcp.Transports;
using CodeFirst.Transcoding;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Mcp;

/// <summary>Tools for agents (Model Context Protocol): the methods that the contract marks with <c>[Tool]</c>.</summary>
public static class McpToolsExtensions
{
    /// <summary>
    /// Adds the tools to the application; <see cref="MapMcpTools(IEndpointRouteBuilder, string)"/> serves them.
    /// </summary>
    /// <param name="builder">The application.</param>
    public static WebApplicationBuilder AddMcpTools(this WebApplicationBuilder builder) => builder.AddMcpTools(_ => { });

    /// <summary>
    /// Adds the tools to the application; <see cref="MapMcpTools(IEndpointRouteBuilder, string)"/> serves them. You can call it several
    /// times: the options add up. Descriptor sets, and the form of JSON, are those of <c>AddTranscoding</c>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes options.</param>
    public static WebApplicationBuilder AddMcpTools(this WebApplicationBuilder builder, Action<McpToolsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddMcpTools(configure);

        return builder;
    }

    /// <summary>
    /// Adds the tools to the application; <see cref="MapMcpTools(IEndpointRouteBuilder, string)"/> serves them. You can call it several
    /// times: the options add up. Descriptor sets, and the form of JSON, are those of <c>AddTranscoding</c>.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Changes options.</param>
    public static IServiceCollection AddMcpTools(this IServiceCollection services, Action<McpToolsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(ToolMappings)))
        {
            return services;
        }

        services.AddTranscoding();
        services.AddOptions<McpToolsOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<McpToolsOptions>, McpToolsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ToolMappings>();
        services.AddSingleton<ToolCaller>();
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<RequestGuard>();
        services.AddHostedService<ToolCheck>();
        services.AddSingleton<ServerIdentity>();

        return services;
    }

    /// <summary>
    /// Serves the tools of the services of this process (Streamable HTTP, without sessions). A call of a tool becomes a call of the
    /// method's own gRPC endpoint: what guards a gRPC call (middleware, authorization, interceptors, limits) guards it too. Map the
    /// services first.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where, such as <c>/mcp</c>.</param>
    /// <returns>What adds to the endpoint, such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">AddMcpTools was not called.</exception>
    public static IEndpointConventionBuilder MapMcpTools(this IEndpointRouteBuilder endpoints, string pattern) =>
        Map(endpoints, pattern, () => JsonMethods.Of(endpoints));

    /// <summary>Serves the tools of all contracts, and calls a service elsewhere.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where, such as <c>/mcp</c>.</param>
    /// <param name="channel">Where the service is.</param>
    /// <returns>What adds to the endpoint, such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">AddMcpTools was not called.</exception>
    public static IEndpointConventionBuilder MapMcpTools(this IEndpointRouteBuilder endpoints, string pattern, ChannelBase channel)
    {
        ArgumentNullException.ThrowIfNull(channel);

        return endpoints.MapMcpTools(pattern, channel.CreateCallInvoker());
    }

    /// <summary>Serves the tools of all contracts, and calls a service elsewhere.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where, such as <c>/mcp</c>.</param>
    /// <param name="invoker">What calls the service: a channel, with interceptors for identity, retries and the like.</param>
    /// <returns>What adds to the endpoint, such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">AddMcpTools was not called.</exception>
    public static IEndpointConventionBuilder MapMcpTools(this IEndpointRouteBuilder endpoints, string pattern, CallInvoker invoker)
    {
        ArgumentNullException.ThrowIfNull(invoker);

        return Map(endpoints, pattern, () => JsonMethods.Of(endpoints.ServiceProvider, invoker));
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints, string pattern, Func<JsonMethods> methods)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var mappings = endpoints.ServiceProvider.GetService<ToolMappings>() ?? throw new InvalidOperationException(
            "The tools are not registered. Call builder.AddMcpTools() before builder.Build().");
        var services = endpoints.ServiceProvider;
        var tools = mappings.Add(methods());
        var endpoint = new HttpEndpoint(
            new ToolServer(tools, services.GetRequiredService<ToolCaller>(), services.GetRequiredService<ServerIdentity>()),
            services.GetRequiredService<RequestGuard>(),
            tools.Options);

        return endpoints.MapMethods(pattern, [HttpMethods.Post], endpoint.InvokeAsync).WithDisplayName("Tools (MCP)");
    }
}
