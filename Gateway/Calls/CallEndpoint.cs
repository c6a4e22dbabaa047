namespace CodeFirst.Gateway.Calls;

/// <summary>Marks what calls the user service: it is limited for each client, and asks for a token if sign-in is on.</summary>
internal sealed record CallEndpoint(bool IsStream);

internal static class CallEndpointExtensions
{
    /// <summary>Maps a path to something that calls the user service.</summary>
    public static void MapCalls(this WebApplication app, string path, string[] verbs, RequestDelegate answer, bool isStream = false) =>
        app.MapMethods(path, verbs, answer).WithMetadata(new CallEndpoint(isStream)).WithDisplayName($"{verbs[0]} {path}");
}
