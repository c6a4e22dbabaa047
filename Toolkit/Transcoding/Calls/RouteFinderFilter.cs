using Microsoft.AspNetCore.Hosting;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Puts <see cref="RouteFinder"/> in front of the middleware of the application.</summary>
internal sealed class RouteFinderFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RouteFinder>();
        next(app);
    };
}
