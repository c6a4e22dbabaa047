using CodeFirst.Hosting;
using Microsoft.Data.Sqlite;
using Template._1.Contracts;

namespace Template._1.Server.Store;

/// <summary>Keeps orders in an SQLite file.</summary>
internal sealed class SqliteOrderStore(string path) : IOrderStore, IHostedService
{
    private const string Columns = "number, item, quantity, is_cancelled";

    private readonly string _connectionString = new SqliteConnectionStringBuilder { DataSource = path }.ToString();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var connection = Open();
            using var create = connection.CreateCommand();
            create.CommandText = """
                PRAGMA journal_mode = WAL;
                CREATE TABLE IF NOT EXISTS orders (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    item TEXT NOT NULL,
                    quantity INTEGER NOT NULL,
                    is_cancelled INTEGER NOT NULL DEFAULT 0) STRICT;
                """;
            create.ExecuteNonQuery();
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Store:Path is '{path}', which cannot be opened: {exception.Message}", exception);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<Order> Add(IReadOnlyList<PlaceOrderRequest> requests)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        var orders = new List<Order>(requests.Count);
        foreach (var request in requests)
        {
            orders.AddRange(Read(
                connection,
                $"INSERT INTO orders (item, quantity) VALUES ($item, $quantity) RETURNING {Columns}",
                ("$item", request.Item),
                ("$quantity", request.Quantity)));
        }

        transaction.Commit();

        return orders;
    }

    public Order? Find(int number)
    {
        using var connection = Open();

        return Read(connection, $"SELECT {Columns} FROM orders WHERE number = $number", ("$number", number)).SingleOrDefault();
    }

    public Order? Cancel(int number)
    {
        using var connection = Open();

        return Read(connection, $"UPDATE orders SET is_cancelled = 1 WHERE number = $number RETURNING {Columns}", ("$number", number))
            .SingleOrDefault();
    }

    public IReadOnlyList<Order> ReadAfter(int number, int count)
    {
        using var connection = Open();

        return Read(
            connection,
            $"SELECT {Columns} FROM orders WHERE number > $number ORDER BY number LIMIT $count",
            ("$number", number),
            ("$count", count));
    }

    // Connections are pooled: opening one again costs little.
    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();

        return connection;
    }

    private static List<Order> Read(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        var orders = new List<Order>();
        while (reader.Read())
        {
            orders.Add(new Order
            {
                Number = reader.GetInt32(0),
                Item = reader.GetString(1),
                Quantity = reader.GetInt32(2),
                IsCancelled = reader.GetBoolean(3),
            });
        }

        return orders;
    }
}
