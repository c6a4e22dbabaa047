using CodeFirst.Server.Storage.Sqlite;
using SQLitePCL;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteSessionTests
{
    private static readonly SqlText Numbers =
        new("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i FROM n WHERE i > ?1 LIMIT ?2");

    // SQLITE_STMTSTATUS_…
    private const int Compilations = 5;
    private const int Runs = 6;

    [Test]
    public void Statement_is_compiled_once_whatever_its_values()
    {
        using var file = new SqliteFile();
        var connection = file.Connect();
        connection.Handle!.enable_sqlite3_next_stmt(true);
        using var session = new SqliteSession(connection);

        for (var i = 1; i <= 5; i++)
        {
            session.FindNumber(Numbers, i, i).Should().Be(i + 1);
        }

        var statement = raw.sqlite3_next_stmt(connection.Handle, null);
        raw.sqlite3_stmt_status(statement, Runs, 0).Should().Be(5, "this is the statement");
        raw.sqlite3_stmt_status(statement, Compilations, 0).Should().Be(0);
    }
}
