using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqlitePurgeTests
{
    private const int ManyEvents = 5_000;

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
    public async Task Events_of_a_deleted_user_are_gone_at_once_for_readers_and_removed_little_by_little()
    {
        using var database = _file.Open();
        var (users, activity) = Stores(database);
        await CreateAsync(users, "user-1");
        await RecordAsync(activity, "user-1", ManyEvents);
        await CreateAsync(users, "user-2");
        var commits = database.Writer.Commits;

        (await users.DeleteAsync("user-1", _ => { }, default)).Should().BeTrue();

        (await activity.ReadAsync("user-1", 0, 10, default)).Should().BeNull();
        (await activity.AppendAsync([Event("user-1", "event-late")], default)).Should().BeEmpty();
        await Patience.UntilAsync(() => Count("deleted_users") == 0, () => $"{Count("deleted_users")} rows are left in deleted_users");
        Count("activity").Should().Be(1, "the other user has one event");
        (database.Writer.Commits - commits).Should().BeGreaterThanOrEqualTo(ManyEvents / SqlitePurge.EventsAtOnce);
    }

    [Test]
    public async Task Many_events_are_removed_little_by_little_too_if_they_were_recorded_before_the_start()
    {
        using (var before = _file.Open())
        {
            var (users, activity) = Stores(before);
            await CreateAsync(users, "user-1");
            await RecordAsync(activity, "user-1", ManyEvents);
        }

        using var database = _file.Open();
        await Stores(database).Users.DeleteAsync("user-1", _ => { }, default);

        await Patience.UntilAsync(() => Count("activity") == 0, () => $"{Count("activity")} rows are left in activity");
        database.Writer.Commits.Should().BeGreaterThanOrEqualTo(ManyEvents / SqlitePurge.EventsAtOnce);
    }

    [Test]
    public async Task What_a_stop_left_is_removed_after_the_next_start()
    {
        using (var database = _file.Open())
        {
            var (users, activity) = Stores(database);
            await CreateAsync(users, "user-1");
            await RecordAsync(activity, "user-1", 1_000);
        }

        // As a server leaves it that is killed right after the deletion.
        _file.Execute("DELETE FROM users; UPDATE user_count SET users = 0; DELETE FROM role_counts");
        _file.Execute("INSERT INTO deleted_users VALUES ('user-1')");

        using var again = _file.Open();

        await Patience.UntilAsync(() => Count("deleted_users") == 0, () => $"{Count("deleted_users")} rows are left in deleted_users");
        Count("activity").Should().Be(0);
    }

    [Test]
    public async Task User_with_few_events_leaves_nothing_to_remove_later()
    {
        using var database = _file.Open();
        var (users, activity) = Stores(database);
        await CreateAsync(users, "user-1");
        await RecordAsync(activity, "user-1", 10);

        await users.DeleteAsync("user-1", _ => { }, default);

        (Count("activity"), Count("deleted_users")).Should().Be((0, 0));
    }

    [Test]
    public async Task Database_can_be_closed_while_events_are_removed()
    {
        var database = _file.Open();
        var (users, activity) = Stores(database);
        await CreateAsync(users, "user-1");
        await RecordAsync(activity, "user-1", ManyEvents);
        await users.DeleteAsync("user-1", _ => { }, default);

        database.Dispose();

        Count("users").Should().Be(0);
    }

    private static (SqliteUserStore Users, SqliteActivityStore Activity) Stores(SqliteDatabase database)
    {
        var feed = new ActivityFeed();

        return (new SqliteUserStore(database, feed), new SqliteActivityStore(database, feed));
    }

    private static async Task CreateAsync(SqliteUserStore users, string id) => await users.CreateAsync(
        new NewUser(id, "Anna", $"{id}@example.org", "", Now, "", Now, Event(id, "event-created")), default);

    private static async Task RecordAsync(SqliteActivityStore activity, string id, int count) =>
        await activity.AppendAsync(Enumerable.Range(0, count).Select(i => Event(id, $"event-{i}")).ToList(), default);

    private static NewEvent Event(string userId, string eventId) => new(userId, eventId, "page.view", "Looked.", Now);

    private long Count(string table)
    {
        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";

        return (long)command.ExecuteScalar()!;
    }
}
