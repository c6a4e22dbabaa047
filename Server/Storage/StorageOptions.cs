namespace CodeFirst.Server.Storage;

/// <summary>Where the users are kept: the settings <c>Storage__…</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Gets the kind of database. Default: <c>Sqlite</c>, a file beside the server; the only one so far.</summary>
    public string Provider { get; init; } = "Sqlite";

    /// <summary>Gets the provider's own connection string. Default: <c>Data Source=data/users.db</c>; the folder is created.</summary>
    public string ConnectionString { get; init; } = "Data Source=data/users.db";

    /// <summary>
    /// Gets whether SQLite may be used on Cloud Run, where the disk is memory and is lost with the instance. Default: false.
    /// Ignored elsewhere.
    /// </summary>
    public bool AllowEphemeral { get; init; }
}
