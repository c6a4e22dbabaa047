using CodeFirst.Hosting;
using CodeFirst.Server.Http;
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
            var hasHttp = app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.IsEnabled;
            Console.Out.WriteLine(Text(version, port, store, isAuthenticated, address.Scheme == Uri.UriSchemeHttps, hasHttp));
        }
        else
        {
            logger.Started(version, port, store, isAuthenticated);
        }
    }

    internal static string Text(string version, int port, string store, bool isAuthenticated, bool isTls = false, bool hasHttp = true)
    {
        var token = isAuthenticated ? " -H \"authorization: Bearer $ID_TOKEN\"" : "";
        var grpcurl = (isTls ? "grpcurl" : "grpcurl -plaintext") + token;
        var curl = hasHttp ? $"\n  curl{token} {(isTls ? "https" : "http")}://localhost:{port}/v1/users" : "";

        return $$"""
            CodeFirst.Server {{version}} listens on port {{port}} ({{(hasHttp ? "gRPC and HTTP/JSON" : "gRPC")}}, {{(isTls ? "with" : "without")}} TLS). Store: {{store}}. Try:
              {{grpcurl}} localhost:{{port}} list
              {{grpcurl}} -d '{"name":"Ann","email":"ann@example.com"}' localhost:{{port}} userservice.UserService/CreateUser
              {{grpcurl}} localhost:{{port}} userservice.UserService/ListUsers{{curl}}
            Ctrl+C stops it.
            """;
    }
}
