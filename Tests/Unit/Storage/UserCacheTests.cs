using System.Globalization;
using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class UserCacheTests
{
    private static readonly User Old = new() { Id = "user-1", Name = "Old" };
    private static readonly User New = new() { Id = "user-1", Name = "New" };

    [Test]
    public void User_that_was_read_twice_is_kept()
    {
        var cache = new UserCache();

        cache.Add(Old, cache.Commits);
        cache.Find(Old.Id).Should().BeNull();

        cache.Add(Old, cache.Commits);
        cache.Find(Old.Id).Should().BeSameAs(Old);
        cache.Find("user-2").Should().BeNull();
    }

    [Test]
    public void User_that_was_read_before_a_commit_is_not_kept_after_it()
    {
        var cache = new UserCache();
        var commits = cache.Commits;
        cache.Replace(New.Id, New);

        cache.Add(Old, commits);
        cache.Add(Old, commits);

        cache.Find(New.Id).Should().BeSameAs(New);
    }

    [Test]
    public void User_that_was_read_before_its_deletion_is_not_kept_after_it()
    {
        var cache = new UserCache();
        var commits = cache.Commits;
        cache.Replace(Old.Id, null);

        cache.Add(Old, commits);
        cache.Add(Old, commits);

        cache.Find(Old.Id).Should().BeNull();
    }

    [Test]
    public void User_that_changed_is_never_found_as_it_was_also_when_there_is_no_room()
    {
        var cache = new UserCache();
        for (var i = 0; i < 25_000; i++)
        {
            var id = $"user-{i}";
            cache.Replace(id, Old with { Id = id });
        }

        for (var i = 0; i < 25_000; i++)
        {
            var id = $"user-{i}";
            cache.Replace(id, i % 2 == 0 ? New with { Id = id } : null);
            cache.Find(id)?.Name.Should().Be("New");
        }
    }

    [Test]
    public void User_that_is_asked_for_stays_and_one_that_is_not_is_forgotten()
    {
        var cache = new UserCache();
        AddTwice("asked for");
        AddTwice("forgotten");

        for (var i = 0; i < 25_000; i++)
        {
            AddTwice($"user-{i}");
            cache.Find("asked for").Should().NotBeNull();
        }

        cache.Find("forgotten").Should().BeNull();

        void AddTwice(string id)
        {
            cache.Add(Old with { Id = id }, cache.Commits);
            cache.Add(Old with { Id = id }, cache.Commits);
        }
    }

    [Test]
    public async Task Read_after_an_answered_change_sees_at_least_that_change()
    {
        using var file = new SqliteFile();
        using var database = file.Open();
        var first = new SqliteUserStore(database, new ActivityFeed());
        string[] ids = ["user-1", "user-2", "user-3"];
        foreach (var id in ids)
        {
            await first.CreateAsync(NewUser(id), CancellationToken.None);
        }

        var answered = new long[ids.Length];
        var updates = 0;

        // A new store has read nothing yet, so each round begins with the race between the first reads and the first changes.
        for (var round = 0; round < 20; round++)
        {
            var store = new SqliteUserStore(database, new ActivityFeed());
            using var updated = new CountdownEvent(3);
            await Task.WhenAll(
                Enumerable.Range(0, 3).Select(i => Task.Run(() => UpdateAsync(store, i, updated)))
                    .Concat(Enumerable.Range(0, 3).Select(i => Task.Run(() => ReadAsync(store, i, updated)))));
        }

        updates.Should().Be(20 * 3 * 4);

        async Task UpdateAsync(SqliteUserStore store, int i, CountdownEvent updated)
        {
            for (var change = 0; change < 4; change++)
            {
                var name = $"Name {Interlocked.Increment(ref updates)}";
                var user = await store.UpdateAsync(
                    ids[i], user => new UserChange(name, user.Email, "", NewEvent(ids[i])), CancellationToken.None);
                Volatile.Write(ref answered[i], Version(user));
            }

            updated.Signal();
        }

        async Task ReadAsync(SqliteUserStore store, int i, CountdownEvent updated)
        {
            var isLast = false;
            while (!isLast)
            {
                isLast = updated.IsSet;
                var atLeast = Volatile.Read(ref answered[i]);
                Version(await store.FindAsync(ids[i], CancellationToken.None)).Should().BeGreaterThanOrEqualTo(atLeast);
            }
        }
    }

    private static long Version(User? user) => long.Parse(user!.ETag.Trim('"'), CultureInfo.InvariantCulture);

    private static NewUser NewUser(string id) =>
        new(id, "Ann", $"{id}@example.com", "", DateTimeOffset.UnixEpoch, "", DateTimeOffset.UnixEpoch, NewEvent(id));

    private static NewEvent NewEvent(string id) => new(id, Guid.NewGuid().ToString(), "user.updated", "", DateTimeOffset.UnixEpoch);
}
