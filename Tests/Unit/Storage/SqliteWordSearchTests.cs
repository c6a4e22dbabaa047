using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteWordSearchTests : WordSearchContractTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private protected override int Runs => 60;

    [TestCase("anna", "(\"ann\" AND \"nna\")")]
    [TestCase("name:Ann", "(\"ann\")")]
    [TestCase("email = *@b", null)]
    [TestCase("email = *@b.c", "(\"@b.\" AND \"b.c\")")]
    [TestCase("name = ann", "(\"ann\")")]
    [TestCase("name = 'a\\\"😀*'", "(\"a\"\"😀\")")]
    [TestCase("ann an", "(\"ann\")")]
    [TestCase("ann OR an", null)]
    [TestCase("ann OR name:bob", "((\"ann\") OR (\"bob\"))")]
    [TestCase("ann bob -eve role = admin", "((\"ann\") AND (\"bob\"))")]
    [TestCase("-ann", null)]
    [TestCase("id:ann", null)]
    [TestCase("role:ann", null)]
    [TestCase("name > ann", null)]
    [TestCase("email = ann@b.c ann", null)]
    [TestCase("ann id = user*", null)]
    [TestCase("email = ann@b.c OR ann", "((\"ann\" AND \"n@b\" AND \"b.c\") OR (\"ann\"))")]
    [TestCase("email = ann@b.c OR id = user*", null)]
    public void Query_finds_what_the_filter_may_match(string filter, string? query)
    {
        WordQuery.Of(UserFilter.Parse(filter)!).Should().Be(query);
    }

    [Test]
    public void Trigrams_of_a_long_word_are_a_few_of_them_from_its_first_to_its_last()
    {
        var query = WordQuery.Of(UserFilter.Parse("abcdefghijklmnopqrstuvwxyz0123456789")!)!;

        query.Split(" AND ").Should().HaveCount(12);
        query.Should().StartWith("(\"abc\" AND ").And.EndWith(" AND \"789\")");
    }

    [Test]
    public async Task Users_of_the_version_before_are_indexed_after_the_start_and_found_meanwhile()
    {
        const int Many = 3 * SqliteWordIndex.DocumentsAtOnce;
        using var file = new SqliteFile();
        file.Execute(SqliteSchema.Steps[0] + SqliteSchema.Steps[1]);
        file.Execute($"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA user_version = 2");
        file.Execute(
            $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Many})
            INSERT INTO users SELECT format('user-%05d', i), 'Ann ' || i, 'ann ' || i, i || '@b', i || '@b', '', 1, 1, 1 FROM n;
            UPDATE user_count SET users = {Many}
            """);

        using var database = file.Open();
        var store = new SqliteUserStore(database, new ActivityFeed());
        do
        {
            (await store.ListAsync(UserFilter.Parse("\"ann 77\""), "", 3, default)).TotalCount.Should().Be(11);
        }
        while (await IsBehindAsync(database));

        (await CountAsync(database, "SELECT count(*) FROM user_words WHERE user_words MATCH '\"ann\"'")).Should().Be(Many);
        (await store.ListAsync(UserFilter.Parse("\"ann 77\""), "", 3, default)).TotalCount.Should().Be(11);
    }

    [Test]
    public async Task Index_is_filled_without_being_asked_and_forgets_who_is_gone()
    {
        using var file = new SqliteFile();
        using var database = file.Open();
        var store = new SqliteUserStore(database, new ActivityFeed());
        await Task.WhenAll(Enumerable.Range(0, SqliteWordIndex.DocumentsAtOnce + 10).Select(i => CreateAsync(store, i).AsTask()));
        while (await CountAsync(database, SqliteWordIndex.Last.Text) == 0)
        {
        }

        await store.DeleteAsync("user-0001", _ => { }, default);
        await store.UpdateAsync(
            "user-0002",
            _ => new UserChange("Bob", "bob@b", "", new NewEvent("user-0002", "renamed", "user.updated", "", Now)),
            default);

        await IndexAsync(database, SqliteWordIndex.DocumentsAtOnce);
        (await CountAsync(database, "SELECT count(*) FROM removed_words")).Should().Be(0);
        (await CountAsync(database, "SELECT count(*) FROM user_words WHERE user_words MATCH '\"ann\"'"))
            .Should().Be(SqliteWordIndex.DocumentsAtOnce - 1);
        (await CountAsync(database, "SELECT count(*) FROM user_words WHERE user_words MATCH '\"bob\"'")).Should().Be(1);
        (await store.ListAsync(UserFilter.Parse("name:ann"), "", 3, default)).TotalCount.Should().Be(SqliteWordIndex.DocumentsAtOnce + 8);
        (await store.ListAsync(UserFilter.Parse("bob"), "", 3, default)).TotalCount.Should().Be(1);
    }

    private protected override Task<SearchedStore> OpenAsync()
    {
        var file = new SqliteFile();
        var database = file.Open();
        var users = new SqliteUserStore(database, new ActivityFeed()) { UsersPerCandidate = 1 };

        return Task.FromResult(new SearchedStore(users, () => IndexAsync(database, 3), Close));

        ValueTask Close()
        {
            database.Dispose();
            file.Dispose();

            return ValueTask.CompletedTask;
        }
    }

    private static async Task IndexAsync(SqliteDatabase database, int atOnce)
    {
        while (await database.Writer.WriteAsync(transaction => SqliteWordIndex.Work(transaction, atOnce), null, default))
        {
        }
    }

    private static ValueTask<User> CreateAsync(SqliteUserStore store, int i) => store.CreateAsync(
        new NewUser(
            $"user-{i:D4}", "Ann", $"{i}@b", "", Now, "", Now, new NewEvent($"user-{i:D4}", "created", "user.created", "", Now)),
        default);

    private static async Task<bool> IsBehindAsync(SqliteDatabase database) =>
        await database.Readers.ReadAsync(0, (session, _) => SqliteWordIndex.IsBehind(session), default);

    private static async Task<long> CountAsync(SqliteDatabase database, string sql) =>
        await database.Readers.ReadAsync(
            sql,
            (session, text) =>
            {
                using var rows = session.PrepareOnce(text);

                return rows.Step() ? rows.GetInt64(0) : 0;
            },
            default);
}
