namespace CodeFirst.Hosting;

/// <summary>What Cloud Run tells a container about itself. It does not tell the project: set that when you deploy.</summary>
public sealed record CloudRun(string Service, string? Revision, string? Project)
{
    /// <summary>Reads the environment; null when this is not Cloud Run.</summary>
    public static CloudRun? Read(IConfiguration configuration) => configuration["K_SERVICE"] is { Length: > 0 } service
        ? new CloudRun(service, Text(configuration["K_REVISION"]), Text(configuration["GOOGLE_CLOUD_PROJECT"]))
        : null;

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
