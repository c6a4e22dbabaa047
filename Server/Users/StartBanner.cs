using CodeFirst.Hosting;
using CodeFirst.Server.Storage;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Users;

/// <summary>Tells where the server listens, where it keeps users, and what to try: to a person, or in one log line on Cloud Run.</summary>
internal static class StartBanner
{
    public static void Write(WebApplication app, ILogger logger)
    {
        var version = ProgramVersion.Of(app.Environment);
        var address = new Uri(app.Urls.First());
        var port = address.Port;
        var store = app.Services.GetService<IStoreDescription>()?.Description ?? "none";
        var isAuthenticated = app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn;
        if (CloudRun.Read(app.Configuration) is null)
        {
            Console.Out.WriteLine(Text(version, port, store, isAuthenticated, address.Scheme == Uri.UriSchemeHttps));
        }
        else
        {
            logger.Started(version, port, store, isAuthenticated);
        }
    }

    internal static string Text(string version, int port, string store, bool isAuthenticated, bool isTls = false)
    {
        var grpcurl = isTls ? "grpcurl" : "grpcurl -plaintext";
        if (isAuthenticated)
        {
            grpcurl += " -H \"authorization: Bearer $ID_TOKEN\"";
        }

        return $$"""
            CodeFirst.Server {{version}} listens on port {{port}} (gRPC and HTTP/1.1, {{(isTls ? "with" : "without")}} TLS). Store: {{store}}. Try:
              {{grpcurl}} localhost:{{port}} list
              {{grpcurl}} -d '{"name":"Ann","email":"ann@example.com"}' localhost:{{port}} userservice.UserService/CreateUser
              {{grpcurl}} localhost:{{port}} userservice.UserService/ListUsers
            Ctrl+C stops it.
            """;
    }
}
