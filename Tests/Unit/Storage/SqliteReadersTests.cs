using System.Diagnostics;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteReadersTests
{
    private static readonly SqlText Endless =
        new("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");

    private static readonly SqlText Long =
        new("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) FROM n");

    private static readonly SqlText Count = new("SELECT count(*) FROM numbers");

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private SqliteFile _file = null!;
    private SqliteReaders _readers = null!;
    private int _opened;
    private long _commits;

    [SetUp]
    public void OpenReaders()
    {
        _file = new SqliteFile();
        _file.Execute("PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER NOT NULL) STRICT");
        _opened = 0;
        _readers = new SqliteReaders(
            () =>
            {
                Interlocked.Increment(ref _opened);

                return new SqliteSession(_file.Connect());
            },
            () => _commits);
    }

    [TearDown]
    public void CloseReaders()
    {
        _readers.Dispose();
        _file.Dispose();
    }

    [Test]
    public async Task Read_sees_the_last_commit_and_keeps_its_session()
    {
        for (var count = 0L; count < 5; count++)
        {
            (await CountAsync()).Should().Be(count);
            InsertNumber();
        }

        _opened.Should().Be(1);
    }

    [Test]
    public async Task Session_reads_on_as_of_the_same_moment_until_a_commit_is_counted()
    {
        (await CountAsync()).Should().Be(0);

        _file.Execute("INSERT INTO numbers (number) VALUES (1)");

        (await CountAsync()).Should().Be(0);
        _commits++;
        (await CountAsync()).Should().Be(1);
    }

    [Test]
    public async Task Idle_session_that_is_ended_does_not_keep_the_log_from_being_written_back()
    {
        await CountAsync();
        InsertNumber();
        BusyPagesOfCheckpoint().Should().BePositive("the session still reads as of the moment before");

        _readers.EndIdle();

        BusyPagesOfCheckpoint().Should().Be(0);
        (await CountAsync()).Should().Be(1);
        _opened.Should().Be(1);
    }

    [Test]
    public async Task Scan_that_is_cancelled_is_interrupted()
    {
        using var cancelled = new CancellationTokenSource();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var scan = ScanAsync(Endless, running, cancelled.Token);
        await running.Task.WaitAsync(Soon);

        var time = Stopwatch.StartNew();
        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => scan.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Scan_that_is_cancelled_just_before_its_statement_begins_is_interrupted()
    {
        using var cancelled = new CancellationTokenSource();

        var scan = _readers.ScanAsync(
            0,
            (session, _) =>
            {
                cancelled.Cancel();

                return session.FindNumber(Endless);
            },
            cancelled.Token);

        await FluentActions.Awaiting(() => scan.AsTask().WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Session_of_a_scan_is_used_again_and_forgets_its_token()
    {
        using var cancelled = new CancellationTokenSource();
        var running = new TaskCompletionSource();
        await ScanAsync(Count, running, cancelled.Token).WaitAsync(Soon);

        await cancelled.CancelAsync();
        var counted = await _readers.ReadAsync(
            0,
            (session, _) => session.FindNumber(Long),
            CancellationToken.None);

        counted.Should().Be(100_000L);
        _opened.Should().Be(1);
    }

    [Test]
    public async Task Scan_that_is_cancelled_before_it_starts_does_not_start()
    {
        var scan = _readers.ScanAsync(0, (_, _) => true, new CancellationToken(canceled: true));

        await FluentActions.Awaiting(() => scan.AsTask().WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Many_scans_leave_sessions_for_other_reads_and_all_end_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var scans = Enumerable.Range(0, 40).Select(_ => ScanAsync(Endless, running, cancelled.Token)).ToList();
        await running.Task.WaitAsync(Soon);

        (await CountAsync()).Should().Be(0);

        await cancelled.CancelAsync();
        foreach (var scan in scans)
        {
            await FluentActions.Awaiting(() => scan.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        }

        (await ScanAsync(Count, running, CancellationToken.None).WaitAsync(Soon)).Should().Be(0);
    }

    [Test]
    public async Task Session_of_a_read_that_failed_is_not_used_again()
    {
        var read = _readers.ReadAsync<int, int>(
            0,
            (_, _) => throw new InvalidOperationException("Mine."),
            CancellationToken.None);

        await FluentActions.Awaiting(() => read.AsTask()).Should().ThrowAsync<InvalidOperationException>();
        InsertNumber();
        (await CountAsync()).Should().Be(1);
        _opened.Should().Be(2);
    }

    [Test]
    public async Task Database_that_cannot_be_opened_is_unavailable()
    {
        using var readers = new SqliteReaders(() => new SqliteSession(SqliteFile.Connect("/nowhere/users.db")), () => 0);

        var read = readers.ReadAsync(0, (_, _) => true, CancellationToken.None);

        await FluentActions.Awaiting(() => read.AsTask()).Should().ThrowAsync<StoreUnavailableException>();
    }

    private Task<long> ScanAsync(SqlText sql, TaskCompletionSource running, CancellationToken cancellationToken) =>
        _readers.ScanAsync(
            sql,
            (session, statement) =>
            {
                running.TrySetResult();

                return session.FindNumber(statement) ?? -1;
            },
            cancellationToken).AsTask();

    private async Task<long> CountAsync() =>
        await _readers.ReadAsync(0, (session, _) => session.FindNumber(Count) ?? -1, CancellationToken.None).AsTask().WaitAsync(Soon);

    private void InsertNumber()
    {
        _file.Execute("INSERT INTO numbers (number) VALUES (1)");
        _commits++;
    }

    /// <summary>Writes the log back and returns how many of its pages had to stay.</summary>
    private long BusyPagesOfCheckpoint()
    {
        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var rows = command.ExecuteReader();
        rows.Read();

        return rows.GetInt64(1) - rows.GetInt64(2);
    }
}
