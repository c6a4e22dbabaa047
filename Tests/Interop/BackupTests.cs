using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Postgres;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>What docs/operations.md says about copies of an SQLite file, while callers are at work.</summary>
public sealed class BackupTests
{
    private DatabaseFolder _folder = null!;
    private DatabaseFolder _copies = null!;
    private ServerProcess _server = null!;
    private Load _load = null!;

    [SetUp]
    public async Task StartServerAsync()
    {
        _folder = new DatabaseFolder();
        _copies = new DatabaseFolder();
        _server = await NativeServer.StartAsync(_folder.DatabasePath);
        _load = await Load.StartAsync(_server);
    }

    [TearDown]
    public async Task StopServerAsync()
    {
        await _load.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
        _copies.Dispose();
    }

    [Test]
    public async Task A_copy_that_is_made_while_callers_write_holds_what_was_answered_before_it_was_begun()
    {
        for (var i = 0; i < 5; i++)
        {
            await _load.ShouldGetOnAsync(); // until the copy takes a while
        }

        var before = _load.Created.ToList();
        await SqliteAsync(_folder.DatabasePath, $"VACUUM INTO '{_copies.DatabasePath}'");
        await _load.ShouldGetOnAsync();

        (await SqliteAsync(_copies.DatabasePath, "PRAGMA integrity_check")).Should().Be("ok\n");
        await using var restored = await NativeServer.StartAsync(_copies.DatabasePath);
        var client = new UserService.UserServiceClient(restored.Connect());
        foreach (var user in before)
        {
            (await client.GetUserAsync(new GetUserRequest { Id = user.Id }, deadline: Patience.Deadline)).Should().Be(user);
        }

        _load.Failures.Should().Be(0, "callers notice nothing");
        await _load.ShouldHaveLostNothingAsync();
        _server.LoggedErrors.Concat(restored.LoggedErrors).Should().BeEmpty();
    }

    [Test]
    public async Task A_reader_of_another_process_that_holds_its_view_delays_nobody_and_sees_one_moment()
    {
        // As Litestream does, and any tool that reads for long: the log cannot be used anew meanwhile, so it grows.
        using var reader = Command.Start(new Command("sqlite3", _folder.DatabasePath));
        await reader.StandardInput.WriteLineAsync("BEGIN; SELECT count(*) FROM users;");
        var count = await reader.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);
        var log = new FileInfo(_folder.DatabasePath + "-wal");
        while (log.Length < 3 * BytesInLog)
        {
            await _load.ShouldGetOnAsync();
            log.Refresh();
        }

        await reader.StandardInput.WriteLineAsync("SELECT count(*) FROM users; COMMIT; SELECT count(*) FROM users;");
        (await reader.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit)).Should().Be(count, "its view is of one moment");
        (await reader.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit)).Should().NotBe(count);
        reader.StandardInput.Close();
        await reader.WaitForExitAsync().WaitAsync(Patience.Limit);
        var size = log.Length;
        for (var i = 0; i < 5; i++)
        {
            await _load.ShouldGetOnAsync();
        }

        log.Refresh();
        log.Length.Should().BeLessThan(size + BytesInLog, "the log is used anew");
        _load.Failures.Should().Be(0, "callers notice nothing");
        await _load.ShouldHaveLostNothingAsync();
    }

    // Where the server writes the log back.
    private const long BytesInLog = 4000 * 4096;

    private static async Task<string> SqliteAsync(string path, string sql) =>
        (await new Command("sqlite3", path, sql).SucceedAsync()).Output;
}
