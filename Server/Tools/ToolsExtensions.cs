using CodeFirst.Hosting;
using CodeFirst.Mcp;
using CodeFirst.Server.Http;
using CodeFirst.Transcoding;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Tools;

/// <summary>The methods of the contract as tools for agents, on the port of gRPC. Off unless it is switched on.</summary>
internal static class ToolsExtensions
{
    private const string Path = "/mcp";

    public static WebApplicationBuilder AddTools(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(IValidateOptions<ToolsOptions>)))
        {
            return builder;
        }

        builder.AddSettings<ToolsOptions>(ToolsOptions.Settings, (options, settings) => options.Read(settings));
        builder.Services.AddSingleton<IValidateOptions<ToolsOptions>, ToolsOptionsValidator>();
        var options = new ToolsOptions();
        options.Read(builder.Configuration);
        if (options.IsEnabled)
        {
            builder.Services.Configure<TranscodingOptions>(HttpExtensions.SetJson);
            builder.AddMcpTools();
        }

        return builder;
    }

    /// <summary>Maps the tools, if they are switched on. Comes after the service.</summary>
    public static WebApplication MapTools(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ToolsOptions>>().Value.IsEnabled)
        {
            app.MapMcpTools(Path);
        }

        return app;
    }
}
