namespace CodeFirst.Server.Storage;

/// <summary>Where the users are kept: the settings <c>Storage__…</c>, as they were written, so that a wrong one can be named.</summary>
internal sealed class StorageOptions
{
    /// <summary>The kind of database. Default <c>Sqlite</c>, a file beside the server; the only one so far.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The provider's own connection string. Default <c>Data Source=data/users.db</c>; the folder is created.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/users.db";

    /// <summary>
    /// <c>true</c> lets SQLite be used on Cloud Run, where the disk is memory and is lost with the instance. Default <c>false</c>.
    /// Ignored elsewhere.
    /// </summary>
    public string AllowEphemeral { get; set; } = "false";
}
