using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteWriterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly SqlText Insert = new("INSERT INTO numbers (number, text) VALUES (?1, ?2)");

    private SqliteFile _file = null!;
    private SqliteConnection _connection = null!;
    private SqliteWriter _writer = null!;
    private int _commits;
    private int _writeBacks;

    [SetUp]
    public void OpenWriter()
    {
        _file = new SqliteFile();
        _file.Execute("PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER NOT NULL UNIQUE, text TEXT) STRICT");
        _connection = _file.Connect();
        _commits = 0;
        raw.sqlite3_commit_hook(_connection.Handle, CountCommit, null);
        _writer = new SqliteWriter(new SqliteSession(_connection), () => _writeBacks++);
    }

    [TearDown]
    public void CloseWriter()
    {
        _writer.Dispose();
        _connection.Dispose();
        _file.Dispose();
    }

    [Test]
    public async Task Writes_that_wait_together_are_committed_together()
    {
        var writes = WhileTheWriterIsBusy(() => Enumerable.Range(0, 200).Select(InsertAsync).ToList());

        await Task.WhenAll(writes).WaitAsync(Soon);

        Numbers().Should().Equal(Enumerable.Range(0, 200).Select(number => (long)number));
        _commits.Should().Be(2, "the write that kept the writer busy is one commit and those that waited are the other");
    }

    [Test]
    public async Task Lone_write_is_committed_alone_and_at_once()
    {
        await InsertAsync(1).WaitAsync(Soon);
        await InsertAsync(2).WaitAsync(Soon);

        _commits.Should().Be(2);
        Numbers().Should().Equal(1, 2);
    }

    [Test]
    public async Task Writes_happen_in_the_order_they_came_in_and_so_do_their_announcements()
    {
        var announced = new List<int>();

        var writes = WhileTheWriterIsBusy(() => Enumerable.Range(0, 100)
            .Select(i => _writer.WriteAsync(_ => i, announced.Add, CancellationToken.None)).ToList());
        await Task.WhenAll(writes).WaitAsync(Soon);

        announced.Should().Equal(Enumerable.Range(0, 100));
    }

    [Test]
    public async Task Write_that_fails_fails_alone_and_leaves_nothing()
    {
        var writes = WhileTheWriterIsBusy(
            () => new[] { InsertAsync(1), InsertAsync(2, () => throw new InvalidOperationException("Mine.")), InsertAsync(3) });

        (await FluentActions.Awaiting(() => writes[1].WaitAsync(Soon)).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("Mine.");
        await Task.WhenAll(writes[0], writes[2]).WaitAsync(Soon);
        Numbers().Should().Equal(1, 3);
    }

    [Test]
    public async Task Writes_beside_one_that_failed_half_way_are_committed_one_by_one()
    {
        var runs = 0;
        var writes = WhileTheWriterIsBusy(() => new[]
        {
            InsertAsync(1, () => runs++), InsertAsync(2, () => throw new InvalidOperationException("Mine.")), InsertAsync(3, () => runs++),
        });

        await FluentActions.Awaiting(() => writes[1].WaitAsync(Soon)).Should().ThrowAsync<InvalidOperationException>();
        await Task.WhenAll(writes[0], writes[2]).WaitAsync(Soon);

        runs.Should().Be(3, "the first ran before the one that failed, and again");
        _commits.Should().Be(3);
    }

    [Test]
    public async Task After_damage_no_write_is_tried_any_more()
    {
        var runs = 0;
        var writes = WhileTheWriterIsBusy(() => new[]
        {
            InsertAsync(1), InsertAsync(2, () => throw new SqliteException("malformed", raw.SQLITE_CORRUPT)), InsertAsync(3, () => runs++),
        });

        foreach (var write in writes.Append(InsertAsync(4, () => runs++)))
        {
            await FluentActions.Awaiting(() => write.WaitAsync(Soon)).Should().ThrowAsync<StoreDamagedException>();
        }

        runs.Should().Be(0);
        Numbers().Should().BeEmpty();
    }

    [Test]
    public async Task Log_is_written_back_when_it_is_long()
    {
        for (var number = 0; number < 20; number++)
        {
            await InsertAsync(number, text: new string('x', 1_000_000)).WaitAsync(Soon);
        }

        _writer.Dispose();

        _writeBacks.Should().Be(1);
        Numbers().Should().HaveCount(20);
    }

    [Test]
    public async Task Write_that_violates_a_constraint_fails_alone()
    {
        var writes = WhileTheWriterIsBusy(() => new[] { InsertAsync(1), InsertAsync(1), InsertAsync(2) });

        (await FluentActions.Awaiting(() => writes[1].WaitAsync(Soon)).Should().ThrowAsync<SqliteException>())
            .Which.SqliteErrorCode.Should().Be(raw.SQLITE_CONSTRAINT);
        await Task.WhenAll(writes[0], writes[2]).WaitAsync(Soon);
        Numbers().Should().Equal(1, 2);
    }

    [Test]
    public async Task Write_that_fails_is_not_announced()
    {
        var announced = false;

        var write = _writer.WriteAsync<int>(_ => throw new InvalidOperationException(), _ => announced = true, CancellationToken.None);
        await ((Task)write.WaitAsync(Soon)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        announced.Should().BeFalse();
    }

    [Test]
    public async Task Write_that_is_cancelled_before_its_turn_never_happens()
    {
        using var cancelled = new CancellationTokenSource();

        var writes = WhileTheWriterIsBusy(() =>
        {
            var writes = new[] { InsertAsync(1), InsertAsync(2, cancellationToken: cancelled.Token), InsertAsync(3) };
            cancelled.Cancel();

            return writes;
        });

        await FluentActions.Awaiting(() => writes[1].WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        await Task.WhenAll(writes[0], writes[2]).WaitAsync(Soon);
        Numbers().Should().Equal(1, 3);
    }

    [Test]
    public async Task Too_many_waiting_writes_are_refused_and_the_others_happen()
    {
        var refused = 0;

        var writes = WhileTheWriterIsBusy(() => Enumerable.Range(0, 8200).Select(TryInsertAsync).ToList());
        await Task.WhenAll(writes).WaitAsync(Soon);

        refused.Should().Be(8);
        Numbers().Should().HaveCount(8192);

        async Task TryInsertAsync(int number)
        {
            try
            {
                await InsertAsync(number);
            }
            catch (StoreUnavailableException)
            {
                Interlocked.Increment(ref refused);
            }
        }
    }

    [Test]
    public async Task Full_disk_fails_the_write_and_the_next_succeeds_when_there_is_room()
    {
        await InsertAsync(1).WaitAsync(Soon);
        await PragmaAsync("max_page_count = 8");

        var write = InsertAsync(2, text: new string('x', 100_000));

        await FluentActions.Awaiting(() => write.WaitAsync(Soon)).Should().ThrowAsync<StoreFullException>();
        Numbers().Should().Equal(1);
        await PragmaAsync("max_page_count = 1000000");
        await InsertAsync(3, text: new string('x', 100_000)).WaitAsync(Soon);
        Numbers().Should().Equal(1, 3);
    }

    [Test]
    public async Task Locked_database_fails_the_write_after_a_while_and_the_next_succeeds()
    {
        using (var other = _file.Connect())
        {
            using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();

            var write = InsertAsync(1);

            await FluentActions.Awaiting(() => write.WaitAsync(Soon)).Should().ThrowAsync<StoreUnavailableException>();
        }

        await InsertAsync(2).WaitAsync(Soon);
        Numbers().Should().Equal(2);
    }

    [Test]
    public async Task Writes_that_wait_are_done_before_the_writer_closes()
    {
        var writes = WhileTheWriterIsBusy(() => Enumerable.Range(0, 50).Select(InsertAsync).ToList());

        _writer.Dispose();
        _writer = new SqliteWriter(new SqliteSession(_file.Connect()), () => _writeBacks++);

        writes.Should().OnlyContain(write => write.IsCompleted);
        await Task.WhenAll(writes);
        Numbers().Should().HaveCount(50);
    }

    /// <summary>Calls <paramref name="queue"/> while the writer is in the middle of a transaction.</summary>
    private T WhileTheWriterIsBusy<T>(Func<T> queue)
    {
        using var started = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        var busy = _writer.WriteAsync(
            transaction =>
            {
                transaction.Session.Execute("INSERT INTO numbers (number) VALUES (-1)");
                started.Set();

                return released.Wait(Soon);
            },
            null,
            CancellationToken.None);
        started.Wait(Soon).Should().BeTrue();
        var queued = queue();
        released.Set();
        busy.Wait(Soon).Should().BeTrue();

        return queued;
    }

    private Task InsertAsync(int number) => InsertAsync(number, null);

    private async Task InsertAsync(int number, Action? then = null, string text = "", CancellationToken cancellationToken = default) =>
        await _writer.WriteAsync(
            transaction =>
            {
                transaction.Session.Run(Insert, number, text);
                then?.Invoke();

                return number;
            },
            null,
            cancellationToken);

    private async Task PragmaAsync(string pragma) => await _writer.WriteAsync(
        transaction =>
        {
            transaction.Session.Execute($"PRAGMA {pragma}");

            return true;
        },
        null,
        CancellationToken.None).WaitAsync(Soon);

    private List<long> Numbers()
    {
        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM numbers WHERE number >= 0 ORDER BY rowid";
        using var rows = command.ExecuteReader();
        var numbers = new List<long>();
        while (rows.Read())
        {
            numbers.Add(rows.GetInt64(0));
        }

        return numbers;
    }

    private int CountCommit(object? state)
    {
        Interlocked.Increment(ref _commits);

        return 0;
    }
}
