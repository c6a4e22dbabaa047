using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Start;

/// <summary>Tells where the program listens: to a person with a command to try, or in one log line on Cloud Run.</summary>
internal static class Greeting
{
    public static void Write(WebApplication app, ILogger logger)
    {
        if (app.Urls.FirstOrDefault() is not { } url)
        {
            return; // a test host listens nowhere
        }

        var port = new Uri(url).Port;
        var version = ProgramVersion.Of(app.Environment);
        var isAuthenticated = app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn;
        if (CloudRun.Read(app.Configuration) is null)
        {
            Console.Out.WriteLine(Text(app.Environment.ApplicationName, version, port, isAuthenticated));
        }
        else
        {
            logger.Started(version, port, isAuthenticated);
        }
    }

    internal static string Text(string name, string version, int port, bool isAuthenticated)
    {
        var token = isAuthenticated ? " -H \"authorization: Bearer $ID_TOKEN\"" : "";

        return $"""
            {name} {version} listens on port {port}. Try:
              grpcurl -plaintext{token} localhost:{port} list
            Ctrl+C stops it.
            """;
    }
}
