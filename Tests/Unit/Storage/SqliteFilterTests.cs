using System.Text;
using CodeFirst.Server.Storage.Sqlite;
using CodeFirst.Server.Users.Filters;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteFilterTests : FilterContractTests
{
    private SqliteConnection _connection = null!;

    [SetUp]
    public void OpenDatabase()
    {
        _connection = new SqliteConnection("Data Source=:memory:");
        _connection.Open();
        Execute(
            """
            CREATE TABLE users (
                row INTEGER NOT NULL, id TEXT NOT NULL, name_key TEXT NOT NULL, email_key TEXT NOT NULL, role TEXT NOT NULL,
                created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
            CREATE INDEX users_by_id ON users (id);
            CREATE INDEX users_by_email ON users (email_key);
            """);
    }

    [TearDown]
    public void CloseDatabase()
    {
        _connection.Dispose();
    }

    [TestCase("role = admin", "role = $filter0")]
    [TestCase("role != admin", "NOT role = $filter0")]
    [TestCase("name < B", "name_key < $filter0")]
    [TestCase("email:b", "instr(email_key, $filter0) > 0")]
    [TestCase("id = user-*", "(id >= $filter0 AND id < $filter1)")]
    [TestCase("id = '\U0010FFFF*'", "(id >= $filter0)")]
    [TestCase("email = *.org", "substr(email_key, -length($filter0)) = $filter0")]
    [TestCase("anna", "(instr(name_key, $filter0) > 0 OR instr(email_key, $filter0) > 0)")]
    [TestCase("created_at >= 2026-11-22T18:24:16Z", "created_at >= $filter0")]
    [TestCase("updated_at = 2026-11-22T18:24:16.0001Z", "FALSE")]
    [TestCase("updated_at:*", "TRUE")]
    [TestCase("id = a AND id = b id = c", "(id = $filter0 AND id = $filter1 AND id = $filter2)")]
    [TestCase("id = a OR id = b OR (id = c)", "(id = $filter0 OR id = $filter1 OR id = $filter2)")]
    [TestCase("id = a id = b OR id = c", "(id = $filter0 AND (id = $filter1 OR id = $filter2))")]
    [TestCase("-(id = a id = b)", "NOT (id = $filter0 AND id = $filter1)")]
    public void Filters_become_conditions(string text, string condition)
    {
        using var command = Translate(text);

        command.CommandText.Should().Be(condition);
    }

    [TestCase("' OR 1=1--")]
    [TestCase("%")]
    [TestCase("_")]
    [TestCase("\"; DROP TABLE users; --")]
    [TestCase("$filter0")]
    public void Values_are_parameters_and_never_SQL(string value)
    {
        var quoted = value.Replace("'", "\\'", StringComparison.Ordinal);

        using var command = Translate($"role = '{quoted}' AND id = '{quoted}*'");

        command.CommandText.Should().Be("(role = $filter0 AND (id >= $filter1 AND id < $filter2))");
        command.Parameters[0].Value.Should().Be(value);
        command.Parameters[1].Value.Should().Be(value);
    }

    [Test]
    public void Parameters_follow_those_already_there()
    {
        using var command = _connection.CreateCommand();
        command.Parameters.AddWithValue("$after", "user-1");
        var sql = new StringBuilder("id > $after AND ");

        SqliteFilter.Append(UserFilter.Parse("role = a")!, sql, command.Parameters);

        sql.ToString().Should().Be("id > $after AND role = $filter1");
        command.Parameters["$filter1"].Value.Should().Be("a");
    }

    [TestCase("id = user-*", "users_by_id (id>? AND id<?)")]
    [TestCase("email = Anna*", "users_by_email (email_key>? AND email_key<?)")]
    [TestCase("email = Anna@Example.org", "users_by_email (email_key=?)")]
    public void Prefixes_and_equality_use_an_index(string text, string expected)
    {
        using var command = Translate(text);
        command.CommandText = $"EXPLAIN QUERY PLAN SELECT row FROM users WHERE {command.CommandText}";
        using var reader = command.ExecuteReader();
        reader.Read();

        reader.GetString(3).Should().EndWith(expected);
    }

    private protected override void Insert(FilteredUser[] users)
    {
        using var transaction = _connection.BeginTransaction();
        Execute("DELETE FROM users", transaction);
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO users VALUES ($row, $id, $name, $email, $role, $created, $updated)";

        foreach (var (row, user) in users.Index())
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$row", row);
            command.Parameters.AddWithValue("$id", user.Id);
            command.Parameters.AddWithValue("$name", UserFilter.Fold(user.Name));
            command.Parameters.AddWithValue("$email", UserFilter.Fold(user.Email));
            command.Parameters.AddWithValue("$role", user.Role);
            command.Parameters.AddWithValue("$created", user.CreatedAt);
            command.Parameters.AddWithValue("$updated", user.UpdatedAt);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private protected override List<int> Select(string filter)
    {
        using var command = Translate(filter);
        command.CommandText = $"SELECT row FROM users WHERE row >= 0 AND {command.CommandText} ORDER BY row";
        using var reader = command.ExecuteReader();
        var rows = new List<int>();
        while (reader.Read())
        {
            rows.Add(reader.GetInt32(0));
        }

        return rows;
    }

    private SqliteCommand Translate(string filter)
    {
        var command = _connection.CreateCommand();
        var sql = new StringBuilder();
        SqliteFilter.Append(UserFilter.Parse(filter)!, sql, command.Parameters);
        command.CommandText = sql.ToString();
        return command;
    }

    private void Execute(string sql, SqliteTransaction? transaction = null)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
