using CodeFirst.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Hosting;

/// <summary>Tells where the gateway listens, what it calls, and what to try: to a person, or in one log line on Cloud Run.</summary>
internal static class StartBanner
{
    public static void Write(WebApplication app, ILogger logger)
    {
        var version = ProgramVersion.Of(app.Environment);
        var port = new Uri(app.Urls.First()).Port;
        var upstream = app.Services.GetRequiredService<IOptions<UpstreamOptions>>().Value.Address;
        if (CloudRun.Read(app.Configuration) is null)
        {
            Console.Out.WriteLine(Text(version, port, upstream));
        }
        else
        {
            var signIn = app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value;
            logger.Started(version, port, upstream, signIn.IsOn);
        }
    }

    internal static string Text(string version, int port, string upstream) => $$"""
        CodeFirst.Gateway {{version}} listens on port {{port}} (HTTP/1.1). User service: {{upstream}}. Try:
          http://localhost:{{port}}/       users, live
          http://localhost:{{port}}/docs   API reference
          curl localhost:{{port}}/v1/users
        Ctrl+C stops it.
        """;
}
