using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>A database file in a folder of its own, which goes with it.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "users.db");

    public SqliteDatabase Open() => Open(Path);

    public static SqliteDatabase Open(string path) =>
        new(Options.Create(new StorageOptions { ConnectionString = $"Data Source={path};Default Timeout=1" }));

    /// <summary>A connection as another program would have it.</summary>
    public SqliteConnection Connect() => Connect(Path);

    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        connection.Open();

        return connection;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
