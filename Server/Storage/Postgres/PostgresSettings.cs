using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Reads a connection string, with defaults where it is silent: docs/operations.md tells why and when to change them.</summary>
internal static class PostgresSettings
{
    // Npgsql's own 100 a server would use up a database's usual max_connections with one server.
    private const int MaxPoolSize = 20;
    private const int MaxPreparedStatements = 32;

    private const string Session = "Target Session Attributes";

    private static readonly Dictionary<string, object> Defaults = new()
    {
        ["Application Name"] = "CodeFirst.Server",
        ["Maximum Pool Size"] = MaxPoolSize,
        ["Timeout"] = 5,
        ["Command Timeout"] = 10,
        ["Cancellation Timeout"] = 1000,
        ["Max Auto Prepare"] = MaxPreparedStatements,
        ["Auto Prepare Min Usages"] = 2,

        // Of several hosts: how long after a failover calls still go to the one that was right before.
        ["Host Recheck Seconds"] = 1,

        // This server leaves nothing behind in a session that the next call would have to be protected from.
        ["No Reset On Close"] = true,
    };

    /// <summary>Says what is wrong with a connection string, or null. It holds a password, so it is not repeated.</summary>
    public static string? Refuse(string connectionString)
    {
        if (connectionString.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || connectionString.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            return "is a URI";
        }

        try
        {
            var settings = Read(connectionString);
            if (string.IsNullOrWhiteSpace(settings.Host))
            {
                return "names no Host";
            }

            Build(settings).Dispose(); // says whether its parts go together
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return "is not one of Npgsql's";
        }

        return null;
    }

    /// <summary>Says where it leads, without its secrets.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder settings) =>
        $"PostgreSQL database {settings.Database ?? settings.Username} at {settings.Host}";

    /// <param name="connectionString">Npgsql's.</param>
    /// <param name="session">Which of several hosts it leads to, if it does not say so.</param>
    public static NpgsqlConnectionStringBuilder Read(
        string connectionString, TargetSessionAttributes session = TargetSessionAttributes.Primary)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var given = new HashSet<string>(settings.Keys.Cast<string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Defaults.Where(one => !given.Contains(one.Key)))
        {
            settings[name] = value;
        }

        if (HasHosts(settings) && !given.Contains(Session))
        {
            settings.TargetSessionAttributes = session == TargetSessionAttributes.Primary ? "primary" : "prefer-standby";
        }

        return settings;
    }

    /// <summary>Opens a pool of connections, or one that opens each anew.</summary>
    public static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings)
    {
        settings = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        var session = settings.TargetSessionAttributes;
        settings.Remove(Session); // with several hosts, Npgsql wants to be told separately
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();

        return HasHosts(settings)
            ? builder.BuildMultiHost().WithTargetSession(
                Enum.Parse<TargetSessionAttributes>(session!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true))
            : builder.Build();
    }

    private static bool HasHosts(NpgsqlConnectionStringBuilder settings) => settings.Host?.Contains(',', StringComparison.Ordinal) == true;
}
