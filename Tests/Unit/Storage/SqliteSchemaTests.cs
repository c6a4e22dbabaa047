using System.Reflection;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteSchemaTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private SqliteFile _file = null!;

    [SetUp]
    public void MakeFolder()
    {
        _file = new SqliteFile();
    }

    [TearDown]
    public void DeleteFolder()
    {
        _file.Dispose();
    }

    [Test]
    public async Task File_of_the_first_version_is_brought_to_this_one_and_counts_on()
    {
        _file.Execute(SqliteSchema.Steps[0]);
        _file.Execute($"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA user_version = 1");
        _file.Execute("INSERT INTO users VALUES ('user-1', 'Anna', 'anna', 'a@example.org', 'a@example.org', 'admin', 1, 1, 1)");

        using var database = _file.Open();
        var store = new SqliteUserStore(database, new ActivityFeed());
        await store.CreateAsync(
            new NewUser(
                "user-2", "Ben", "b@example.org", "admin", Now, "", Now, new NewEvent("user-2", "event-1", "user.created", "", Now)),
            default);
        await store.DeleteAsync("user-1", _ => { }, default);

        var page = await store.ListAsync(null, "", 10, default);
        page.TotalCount.Should().Be(1);
        page.Users.Should().ContainSingle().Which.Name.Should().Be("Ben");
    }

    // They allocate and free pages of memory at every execution. Where page faults are dear, that made writes three times as slow.
    [TestCaseSource(nameof(Statements))]
    public void Statement_needs_no_table_of_its_own(string sql)
    {
        using var database = _file.Open();
        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN {sql}";
        for (var i = 1; sql.Contains($"?{i}", StringComparison.Ordinal); i++)
        {
            command.Parameters.AddWithValue($"?{i}", 1);
        }

        using var rows = command.ExecuteReader();
        var operations = new List<string>();
        while (rows.Read())
        {
            operations.Add(rows.GetString(1));
        }

        operations.Should().NotBeEmpty().And.NotContain(["OpenEphemeral", "SorterOpen", "OpenAutoindex"]);
    }

    private static IEnumerable<TestCaseData> Statements() =>
        from type in typeof(SqliteSchema).Assembly.GetTypes()
        where type != typeof(SqliteSource)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
        where field.FieldType == typeof(SqlText)
        select new TestCaseData(((SqlText)field.GetValue(null)!).Text).SetArgDisplayNames($"{type.Name}.{field.Name}");
}
