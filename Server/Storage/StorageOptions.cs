using System.Globalization;
using CodeFirst.Hosting;

namespace CodeFirst.Server.Storage;

/// <summary>Where the users are kept: the settings <c>Storage__…</c>, as they were written, so that a wrong one can be named.</summary>
internal sealed class StorageOptions
{
    public const string Postgres = "Postgres";

    public static readonly Setting[] Settings =
    [
        new("Storage:Provider", "Sqlite or Postgres.", "Sqlite"),
        new(
            "Storage:ConnectionString",
            "The database, in the form of Microsoft.Data.Sqlite or Npgsql. Postgres has no default.",
            DefaultConnectionString),
        new(
            "Storage:ListenConnectionString",
            "Postgres: the way to the same database for LISTEN and --migrate-from, past a transaction pooler.",
            "Storage__ConnectionString"),
        new(
            "Storage:ReadConnectionString",
            "Postgres: the way to a standby that GetUser and ListUsers may read. What this server has written they see in any case."
            + " Not set: none."),
        new("Storage:AllowEphemeral", "true allows SQLite on Cloud Run, where the data is lost with the instance.", "false"),
        new("Storage:ActivityListen", "Postgres: false where LISTEN and NOTIFY do not work, such as behind a transaction pooler.", "true"),
        new(
            "Storage:ActivityPollSeconds",
            "Postgres: how often to look for events of other servers, in seconds, 0.05 to 60.",
            $"{SecondsWithListening}; {SecondsWithoutListening} without listening"),
        new("migrate-from", "sqlite:PATH copies that database into the empty PostgreSQL database, and ends."),
    ];

    private const string DefaultConnectionString = "Data Source=data/users.db";

    private const string SecondsWithListening = "5";
    private const string SecondsWithoutListening = "0.5";

    /// <summary>The kind of database: <c>Sqlite</c>, a file beside the server, or <c>Postgres</c>. Default <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>
    /// The provider's own connection string. Default for SQLite <c>Data Source=data/users.db</c>, whose folder is created; PostgreSQL
    /// has none.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The connection string of the connection that keeps its session: it listens, and <c>--migrate-from</c> copies through it. It leads
    /// to the same database, past a pooler in transaction mode. Default: <see cref="ConnectionString"/>. Ignored by SQLite.
    /// </summary>
    public string? ListenConnectionString { get; set; }

    /// <summary>
    /// The connection string of a standby that lists and single users are read from, once it has replayed what this server has written.
    /// Default: none, and the primary is read. Ignored by SQLite.
    /// </summary>
    public string? ReadConnectionString { get; set; }

    /// <summary>
    /// <c>true</c> lets SQLite be used on Cloud Run, where the disk is memory and is lost with the instance. Default <c>false</c>.
    /// Ignored elsewhere.
    /// </summary>
    public string AllowEphemeral { get; set; } = "false";

    /// <summary>
    /// <c>false</c> if LISTEN and NOTIFY do not work on the way to PostgreSQL: new events of other servers are then found by polling
    /// alone. Default <c>true</c>. Ignored by SQLite.
    /// </summary>
    public string ActivityListen { get; set; } = "true";

    /// <summary>
    /// How often to look for events of other servers, in seconds. Default 5, where it only makes up for what LISTEN missed, and 0.5
    /// without it. Ignored by SQLite.
    /// </summary>
    public string? ActivityPollSeconds { get; set; }

    /// <summary>
    /// <c>--migrate-from</c>: copies <c>sqlite:PATH</c> into the empty PostgreSQL database, and ends. Default: serve.
    /// </summary>
    public string? MigrateFrom { get; set; }

    public bool IsPostgres => Provider.Equals(Postgres, StringComparison.OrdinalIgnoreCase);

    public bool Listens => !bool.TryParse(ActivityListen, out var listens) || listens;

    public TimeSpan PollInterval => TimeSpan.FromSeconds(double.Parse(PollSeconds, CultureInfo.InvariantCulture));

    public string PollSeconds => ActivityPollSeconds ?? (Listens ? SecondsWithListening : SecondsWithoutListening);

    /// <summary>The connection string, or the provider's default.</summary>
    public string Connection => ConnectionString ?? (IsPostgres ? "" : DefaultConnectionString);

    public void Read(IConfiguration configuration)
    {
        Provider = configuration["Storage:Provider"] ?? Provider;
        ConnectionString = configuration["Storage:ConnectionString"] ?? ConnectionString;
        ListenConnectionString = configuration["Storage:ListenConnectionString"] ?? ListenConnectionString;
        ReadConnectionString = configuration["Storage:ReadConnectionString"] ?? ReadConnectionString;
        AllowEphemeral = configuration["Storage:AllowEphemeral"] ?? AllowEphemeral;
        ActivityListen = configuration["Storage:ActivityListen"] ?? ActivityListen;
        MigrateFrom = configuration["migrate-from"] ?? MigrateFrom;
        ActivityPollSeconds = configuration["Storage:ActivityPollSeconds"] ?? ActivityPollSeconds;
    }
}
