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

    [TestCase("role = admin", "role = ?1")]
    [TestCase("role != admin", "NOT role = ?1")]
    [TestCase("name < B", "name_key < ?1")]
    [TestCase("email:b", "instr(email_key, ?1) > 0")]
    [TestCase("id = user-*", "(id >= ?1 AND id < ?2)")]
    [TestCase("id = '\U0010FFFF*'", "(id >= ?1)")]
    [TestCase("email = *.org", "substr(email_key, -length(?1)) = ?1")]
    [TestCase("anna", "(instr(name_key, ?1) > 0 OR instr(email_key, ?1) > 0)")]
    [TestCase("created_at >= 2026-11-22T18:24:16Z", "created_at >= ?1")]
    [TestCase("updated_at = 2026-11-22T18:24:16.0001Z", "FALSE")]
    [TestCase("updated_at:*", "TRUE")]
    [TestCase("id = a AND id = b id = c", "(id = ?1 AND id = ?2 AND id = ?3)")]
    [TestCase("id = a OR id = b OR (id = c)", "(id = ?1 OR id = ?2 OR id = ?3)")]
    [TestCase("id = a id = b OR id = c", "(id = ?1 AND (id = ?2 OR id = ?3))")]
    [TestCase("-(id = a id = b)", "NOT (id = ?1 AND id = ?2)")]
    public void Filters_become_conditions(string text, string condition)
    {
        using var command = Translate(text);

        command.CommandText.Should().Be(condition);
    }

    [TestCase("' OR 1=1--")]
    [TestCase("%")]
    [TestCase("_")]
    [TestCase("\"; DROP TABLE users; --")]
    [TestCase("?1")]
    public void Values_are_parameters_and_never_SQL(string value)
    {
        var quoted = value.Replace("'", "\\'", StringComparison.Ordinal);

        using var command = Translate($"role = '{quoted}' AND id = '{quoted}*'");

        command.CommandText.Should().Be("(role = ?1 AND (id >= ?2 AND id < ?3))");
        command.Parameters[0].Value.Should().Be(value);
        command.Parameters[1].Value.Should().Be(value);
    }

    [Test]
    public void Parameters_follow_those_already_there()
    {
        var sql = new StringBuilder("id > ?1 AND ");
        var values = new List<SqlValue> { "user-1" };

        SqliteFilter.Append(UserFilter.Parse("role = a")!, sql, values);

        sql.ToString().Should().Be("id > ?1 AND role = ?2");
        values.Should().Equal("user-1", "a");
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
        var values = new List<SqlValue>();
        SqliteFilter.Append(UserFilter.Parse(filter)!, sql, values);
        foreach (var (i, value) in values.Index())
        {
            command.Parameters.AddWithValue($"?{i + 1}", value.Text ?? (object)value.Number);
        }

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
