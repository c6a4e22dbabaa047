using System.Globalization;
using System.Text;
using CodeFirst.Bench.Peers;
using Npgsql;

namespace CodeFirst.Bench.RawStores;

/// <summary>The statements of the server on bare Npgsql, on the tables that the server made.</summary>
internal static class PostgresStatements
{
    private const int CallsAtOnce = 4;

    private static readonly string Instance = Guid.NewGuid().ToString("N");

    /// <summary>Reads users by id, as many for each statement as a batch has, four statements at a time, as the server does.</summary>
    public static async Task<Cost> FindAsync(string connectionString, int rows, int batch)
    {
        await using var source = Build(connectionString);
        var users = await CountAsync(source);

        return await Cost.MeasureAsync(rows, batch * CallsAtOnce, (first, count) => Task.WhenAll(
            Enumerable.Range(0, CallsAtOnce).Select(call => FindAsync(source, first + (call * batch), count / CallsAtOnce, users))));
    }

    /// <summary>Inserts users with their first event: a batch is two statements of many rows in one transaction.</summary>
    public static async Task<Cost> InsertAsync(string connectionString, int rows, int batch)
    {
        await using var source = Build(connectionString);

        return await Cost.MeasureAsync(rows, batch * CallsAtOnce, (first, count) => Task.WhenAll(
            Enumerable.Range(0, CallsAtOnce).Select(call => InsertAsync(source, first + (call * batch), count / CallsAtOnce))));
    }

    private static async Task<int> CountAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT count(*)::integer FROM users");

        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static async Task FindAsync(NpgsqlDataSource source, int first, int count, int users)
    {
        await using var command = source.CreateCommand(
            "SELECT id, name, email, role, created_at, updated_at, version FROM users WHERE id = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter<List<string>>
        {
            TypedValue = [.. Enumerable.Range(first, count).Select(i => SampleData.UserId((int)((i * 7919L) % users)))],
        });
        await using var rows = await command.ExecuteReaderAsync();
        var read = 0;
        while (await rows.ReadAsync())
        {
            read += rows.GetString(0).Length + rows.GetString(1).Length + rows.GetString(2).Length + rows.GetString(3).Length > 0 ? 1 : 0;
            _ = rows.GetInt64(4) + rows.GetInt64(5) + rows.GetInt64(6);
        }

        if (read == 0)
        {
            throw new InvalidOperationException("The database has none of the sample users.");
        }
    }

    private static async Task InsertAsync(NpgsqlDataSource source, int first, int count)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        var users = new NpgsqlBatchCommand();
        var events = new NpgsqlBatchCommand();
        var userRows = new StringBuilder("INSERT INTO users VALUES ");
        var eventRows = new StringBuilder("INSERT INTO activity VALUES ");
        for (var i = first; i < first + count; i++)
        {
            var (id, email) = ($"raw-{Instance}-{i}", $"{Instance}.{i}@example.com");
            var (name, at) = (SampleData.Name(i), SampleData.CreatedAt(i));
            Append(userRows, users, i == first, id, name, name.ToLowerInvariant(), email, email, SampleData.Role(i), at, at, 1L, 1L);
            Append(eventRows, events, i == first, id, 1L, SampleData.EventId(i), "user.created", "The user was created.", at);
        }

        (users.CommandText, events.CommandText) = (userRows.ToString(), eventRows.ToString());
        batch.BatchCommands.Add(users);
        batch.BatchCommands.Add(events);
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static void Append(StringBuilder sql, NpgsqlBatchCommand command, bool isFirst, params ReadOnlySpan<object> values)
    {
        sql.Append(isFirst ? "(" : ", (");
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(values[i] is long number
                ? new NpgsqlParameter<long> { TypedValue = number }
                : new NpgsqlParameter<string> { TypedValue = (string)values[i] });
            sql.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}${command.Parameters.Count}");
        }

        sql.Append(')');
    }

    private static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableArrays();

        return builder.Build();
    }
}
