using System.Diagnostics;
using System.Globalization;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Bench.Data;

/// <summary>Files of the server with the sample data, made once and kept in bench/.data.</summary>
internal sealed class SampleStores(Lab lab)
{
    public static readonly string Folder = Path.Combine(Repository.Root, "bench", ".data");

    private readonly HashSet<string> _upToDate = [];

    /// <summary>
    /// Returns a file that has this many users, and this many events of the first one, and the tables of the server as it is now.
    /// It is shared: reads only.
    /// </summary>
    public async Task<string> ReadOnlyAsync(int users, int events = 0)
    {
        var path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"users-{users}-events-{events}.db"));
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Folder);
            var watch = Stopwatch.StartNew();
            Fill(path + ".new", users, events);
            File.Move(path + ".new", path);
            Console.WriteLine($"  made {Path.GetFileName(path)} in {watch.Elapsed.TotalSeconds:0.0} s");
        }

        // A server of a newer version changes the tables when it starts first: not in a start that is measured.
        if (_upToDate.Add(path))
        {
            var watch = Stopwatch.StartNew();
            await using var server = await lab.ServeAsync(path);
            var started = watch.Elapsed;
            await WaitForIndexAsync(path);
            var indexed = watch.Elapsed;
            await server.StopAsync(Patience.Limit);
            if (indexed > TimeSpan.FromSeconds(2))
            {
                Console.WriteLine(
                    $"  {Path.GetFileName(path)}: the server took {started.TotalSeconds:0.0} s to start,"
                    + $" and {indexed.TotalSeconds:0.0} s until its words were indexed");
            }
        }

        return path;
    }

    // The server indexes words after its start, 512 users at a time. The last ones stay behind the index until there are as many.
    private static async Task WaitForIndexAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT EXISTS (SELECT 1 FROM users WHERE document IS NULL)
                OR (SELECT document FROM words_indexed) + 512 <= (SELECT max(document) FROM users)
            """;
        while (command.ExecuteScalar() is not 0L)
        {
            await Task.Delay(100);
        }
    }

    /// <summary>Returns a file of one's own with the same.</summary>
    public async Task<string> CopyAsync(int users, int events = 0)
    {
        var copy = lab.NewFile();
        File.Copy(await ReadOnlyAsync(users, events), copy);

        return copy;
    }

    private static void Fill(string path, int users, int events)
    {
        File.Delete(path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN");
        Execute(connection, FirstSchema.Tables);
        using (var user = Prepare(connection, "INSERT INTO users VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?6, 1)", 6))
        {
            for (var i = 0; i < users; i++)
            {
                var name = SampleData.Name(i);
                Run(
                    user, SampleData.UserId(i), name, name.ToLowerInvariant(), SampleData.Email(i), SampleData.Role(i),
                    SampleData.CreatedAt(i));
            }
        }

        using (var recorded = Prepare(connection, "INSERT INTO activity VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6))
        {
            for (var i = 0; i < events; i++)
            {
                Run(
                    recorded, SampleData.UserId(0), i + 1L, SampleData.EventId(i), SampleData.EventType(i), SampleData.Description(i),
                    SampleData.CreatedAt(i));
            }
        }

        Execute(connection, FirstSchema.IndexesCountsAndTriggers);
        Execute(connection, "COMMIT");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"?{i}") });
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
