using System.Text;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Server.Users.Filters;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

[TestFixture(false)]
[TestFixture(true)]
public sealed class PostgresFilterTests(bool hasWordIndex) : FilterContractTests
{
    private PostgresStores _stores = null!;
    private NpgsqlConnection _connection = null!;

    [OneTimeSetUp]
    public async Task OpenDatabaseAsync()
    {
        _stores = await PostgresStores.OpenNewAsync();
        _connection = await _stores.Database.ConnectAsync(default);
        await using var command = new NpgsqlCommand("CREATE TEMPORARY TABLE rows (row integer, LIKE users)", _connection);
        await command.ExecuteNonQueryAsync();
    }

    [OneTimeTearDown]
    public async Task CloseDatabaseAsync()
    {
        await _connection.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [TestCase("role = admin", "role = $1")]
    [TestCase("email:b", "strpos(email_key, $1) > 0")]
    [TestCase("id = user-*", "(id >= $1 AND id < $2)")]
    [TestCase("email = *.org", "right(email_key, length($1)) = $1")]
    [TestCase("anna", "(strpos(name_key, $1) > 0 OR strpos(email_key, $1) > 0)")]
    [TestCase("-(created_at >= 2026-11-22T18:24:16Z id = c)", "NOT (created_at >= $1 AND id = $2)")]
    [TestCase("role = '; DROP TABLE users; --'", "role = $1")]
    public void Filters_become_conditions_on_parameters(string text, string condition)
    {
        using var command = Translate(text, hasWordIndex: false);

        command.CommandText.Should().Be(condition);
    }

    [TestCase("email:b", "email_key LIKE $1", "%b%")]
    [TestCase("email = *.org", "email_key LIKE $1", "%.org")]
    [TestCase("name = *100%_*", "name_key LIKE $1", @"%100\%\_%")]
    [TestCase(@"'\\'", "(name_key LIKE $1 OR email_key LIKE $1)", @"%\\%")]
    [TestCase("name = anna", "name_key = $1", "anna")]
    [TestCase("role = admin", "role = $1", "admin")]
    public void Words_become_patterns_if_there_is_an_index_for_them(string text, string condition, string value)
    {
        using var command = Translate(text, hasWordIndex: true);

        command.CommandText.Should().Be(condition);
        command.Parameters[0].Value.Should().Be(value);
    }

    [TestCase("id = user-*", "users_pkey")]
    [TestCase("email = Anna*", "users_by_email")]
    [TestCase("email = Anna@Example.org", "users_by_email")]
    public void Prefixes_and_equality_use_an_index(string text, string index)
    {
        using var command = Translate(text, hasWordIndex);
        var condition = command.CommandText.Replace("$1", "'a'", StringComparison.Ordinal).Replace("$2", "'b'", StringComparison.Ordinal);
        command.CommandText = $"SET enable_seqscan = off; EXPLAIN SELECT version FROM users WHERE {condition}";
        command.Parameters.Clear();
        using var rows = command.ExecuteReader();
        var plan = new StringBuilder();
        while (rows.Read())
        {
            plan.AppendLine(rows.GetString(0));
        }

        plan.ToString().Should().MatchRegex($"Index (Only )?Scan (using|on) {index}").And.Contain("Index Cond");
    }

    private protected override int Expressions => 1_500;

    private protected override void Insert(FilteredUser[] users)
    {
        using var batch = new NpgsqlBatch(_connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM rows"));
        foreach (var (row, user) in users.Index())
        {
            var insert = new NpgsqlBatchCommand("INSERT INTO rows VALUES ($1, $2, '', $3, '', $4, $5, $6, $7, 1, 1)");
            insert.Parameters
                .With(row).With(user.Id).With(UserFilter.Fold(user.Name)).With(UserFilter.Fold(user.Email)).With(user.Role)
                .With(user.CreatedAt).With(user.UpdatedAt);
            batch.BatchCommands.Add(insert);
        }

        batch.ExecuteNonQuery();
    }

    private protected override List<int> Select(string filter)
    {
        using var command = Translate(filter, hasWordIndex);
        command.CommandText = $"SELECT row FROM rows WHERE row >= 0 AND {command.CommandText} ORDER BY row";
        using var reader = command.ExecuteReader();
        var rows = new List<int>();
        while (reader.Read())
        {
            rows.Add(reader.GetInt32(0));
        }

        return rows;
    }

    private NpgsqlCommand Translate(string filter, bool hasWordIndex)
    {
        var command = _connection.CreateCommand();
        var sql = new StringBuilder();
        PostgresFilter.Append(UserFilter.Parse(filter)!, sql, command.Parameters, hasWordIndex);
        command.CommandText = sql.ToString();

        return command;
    }
}
