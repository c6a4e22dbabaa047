namespace CodeFirst.Hosting.Health;

/// <summary>
/// What ASP.NET Core logs about health checks: every check that fails is an error. A server that stops is no error, so nothing is logged
/// from then on.
/// </summary>
internal sealed class HealthLogFilter
{
    /// <summary>The category of these logs.</summary>
    public const string Category = "Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService";

    public bool IsStopping { get; set; }

    public bool Logs(LogLevel level) => level >= LogLevel.Warning && !IsStopping;
}
