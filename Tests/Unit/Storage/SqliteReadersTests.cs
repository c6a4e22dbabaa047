using System.Diagnostics;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteReadersTests
{
    private const string Endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private SqliteFile _file = null!;
    private SqliteReaders _readers = null!;
    private int _opened;

    [SetUp]
    public void OpenReaders()
    {
        _file = new SqliteFile();
        _file.Execute("PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER NOT NULL) STRICT");
        _opened = 0;
        _readers = new SqliteReaders(() =>
        {
            Interlocked.Increment(ref _opened);

            return new SqliteSession(_file.Connect());
        });
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
            _file.Execute("INSERT INTO numbers (number) VALUES (1)");
        }

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

                return session.Prepared(Endless).ExecuteScalar();
            },
            cancelled.Token);

        await FluentActions.Awaiting(() => scan.AsTask().WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Session_of_a_scan_is_used_again_and_forgets_its_token()
    {
        using var cancelled = new CancellationTokenSource();
        var running = new TaskCompletionSource();
        await ScanAsync("SELECT count(*) FROM numbers", running, cancelled.Token).WaitAsync(Soon);

        await cancelled.CancelAsync();
        var counted = await _readers.ReadAsync(
            0,
            (session, _) => session.Prepared(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) FROM n").ExecuteScalar(),
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

        (await ScanAsync("SELECT count(*) FROM numbers", running, CancellationToken.None).WaitAsync(Soon)).Should().Be(0);
    }

    [Test]
    public async Task Session_of_a_read_that_failed_is_not_used_again()
    {
        var read = _readers.ReadAsync<int, int>(
            0,
            (session, _) =>
            {
                session.Prepared("BEGIN").ExecuteNonQuery();
                throw new InvalidOperationException("Mine.");
            },
            CancellationToken.None);

        await FluentActions.Awaiting(() => read.AsTask()).Should().ThrowAsync<InvalidOperationException>();
        _file.Execute("INSERT INTO numbers (number) VALUES (1)");
        (await CountAsync()).Should().Be(1);
        _opened.Should().Be(2);
    }

    [Test]
    public async Task Database_that_cannot_be_opened_is_unavailable()
    {
        using var readers = new SqliteReaders(() => new SqliteSession(SqliteFile.Connect("/nowhere/users.db")));

        var read = readers.ReadAsync(0, (_, _) => true, CancellationToken.None);

        await FluentActions.Awaiting(() => read.AsTask()).Should().ThrowAsync<StoreUnavailableException>();
    }

    private Task<long> ScanAsync(string sql, TaskCompletionSource running, CancellationToken cancellationToken) =>
        _readers.ScanAsync(
            sql,
            (session, statement) =>
            {
                running.TrySetResult();

                return (long)(session.Prepared(statement).ExecuteScalar() ?? -1L);
            },
            cancellationToken).AsTask();

    private async Task<long> CountAsync() => await _readers.ReadAsync(
        0, (session, _) => (long)(session.Prepared("SELECT count(*) FROM numbers").ExecuteScalar() ?? -1L), CancellationToken.None)
        .AsTask().WaitAsync(Soon);
}
