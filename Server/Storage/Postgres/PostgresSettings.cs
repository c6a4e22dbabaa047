using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Reads a connection string, with defaults where it is silent: docs/operations.md tells why and when to change them.</summary>
internal static class PostgresSettings
{
    // Npgsql's own 100 a server would use up a database's usual max_connections with one server.
    private const int MaxPoolSize = 20;
    private const int MaxPreparedStatements = 32;

    private static readonly Dictionary<string, object> Defaults = new()
    {
        ["Application Name"] = "CodeFirst.Server",
        ["Maximum Pool Size"] = MaxPoolSize,
        ["Timeout"] = 5,
        ["Command Timeout"] = 10,
        ["Cancellation Timeout"] = 1000,
        ["Max Auto Prepare"] = MaxPreparedStatements,
        ["Auto Prepare Min Usages"] = 2,

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

            PostgresDatabase.Build(settings).Dispose(); // says whether its parts go together
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return "is not one of Npgsql's";
        }

        return null;
    }

    public static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var given = new HashSet<string>(settings.Keys.Cast<string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Defaults.Where(one => !given.Contains(one.Key)))
        {
            settings[name] = value;
        }

        return settings;
    }
}
