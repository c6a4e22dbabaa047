using CodeFirst.Hosting;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteDatabaseTests
{
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
    public async Task Commits_are_flushed_to_a_write_ahead_log()
    {
        const string Full = "2";

        using var database = _file.Open();

        (await PragmaAsync(database, "journal_mode")).Should().Be("wal");
        (await PragmaAsync(database, "synchronous")).Should().Be(Full);
    }

    [Test]
    public void Folder_is_created_and_the_secret_stays()
    {
        var path = Path.Combine(Path.GetDirectoryName(_file.Path)!, "a", "b", "users.db");
        byte[] first;
        using (var database = SqliteFile.Open(path))
        {
            first = database.PageTokenKey.ToArray();
        }

        using var again = SqliteFile.Open(path);

        first.Should().HaveCount(32).And.Contain(part => part != 0);
        again.PageTokenKey.ToArray().Should().Equal(first);
    }

    [Test]
    public void Closed_database_is_one_file()
    {
        _file.Open().Dispose();

        Directory.GetFiles(Path.GetDirectoryName(_file.Path)!).Select(Path.GetFileName).Should().BeSubsetOf(["users.db", "users.db.lock"]);
    }

    [Test]
    public async Task Connections_that_read_cannot_write()
    {
        using var database = _file.Open();

        var read = database.Readers.ReadAsync(0, (session, _) => Run(session, "DELETE FROM users"), default);

        await FluentActions.Awaiting(() => read.AsTask()).Should().ThrowAsync<Exception>().WithMessage("The database did not answer.");
    }

    [Test]
    public void Second_server_on_the_same_file_is_refused()
    {
        using var database = _file.Open();

        MessageOfOpening(_file.Path).Should().Be(
            $"'{_file.Path}' is in use by another server. Stop that one, or set Storage__ConnectionString to another file.");
    }

    [Test]
    public void File_is_free_again_after_it_was_closed_or_refused()
    {
        _file.Open().Dispose();
        _file.Execute("PRAGMA user_version = 999");
        MessageOfOpening(_file.Path).Should().Contain("newer version");
        _file.Execute($"PRAGMA user_version = {SqliteSchema.Steps.Length}");

        using var database = _file.Open();

        database.PageTokenKey.Length.Should().Be(32);
    }

    [Test]
    public void Database_of_another_program_is_refused_and_left_as_it_is()
    {
        _file.Execute("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('x')");
        var before = File.ReadAllBytes(_file.Path);

        MessageOfOpening(_file.Path).Should().Be(
            $"'{_file.Path}' is an SQLite database of another program. Set Storage__ConnectionString to a file of its own.");

        File.ReadAllBytes(_file.Path).Should().Equal(before);
    }

    [Test]
    public void Database_of_another_program_with_our_version_number_is_refused()
    {
        _file.Execute("CREATE TABLE notes (text TEXT); PRAGMA user_version = 1; PRAGMA application_id = 7");

        MessageOfOpening(_file.Path).Should().Contain("of another program");
    }

    [Test]
    public void Database_of_a_newer_server_is_refused_and_left_as_it_is()
    {
        _file.Open().Dispose();
        _file.Execute("PRAGMA user_version = 999");
        var before = File.ReadAllBytes(_file.Path);

        MessageOfOpening(_file.Path).Should().MatchRegex(
            $"^'{_file.Path}' was written by a newer version of this server \\(schema 999, this one knows \\d+\\)\\."
            + " Start that version, or restore a backup\\.$");

        File.ReadAllBytes(_file.Path).Should().Equal(before);
    }

    [Test]
    public void File_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("Not a database. ", 1000));
        File.WriteAllText(_file.Path, text);

        MessageOfOpening(_file.Path).Should().Be(DamagedMessage);

        File.ReadAllText(_file.Path).Should().Be(text);
    }

    [Test]
    public void File_that_was_cut_short_is_refused()
    {
        _file.Open().Dispose();
        using (var stream = File.OpenWrite(_file.Path))
        {
            stream.SetLength(stream.Length / 2);
        }

        MessageOfOpening(_file.Path).Should().Be(DamagedMessage);
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Damaged_page_that_the_start_needs_is_refused(int part)
    {
        _file.Open().Dispose();
        var bytes = File.ReadAllBytes(_file.Path);

        // The first page holds the tables; the last ones hold the secrets.
        Array.Fill<byte>(bytes, 0xA5, part == 0 ? 100 : 4096, part == 0 ? 3996 : bytes.Length - 4096);
        File.WriteAllBytes(_file.Path, bytes);

        MessageOfOpening(_file.Path).Should().Be(DamagedMessage);
    }

    [Test]
    public void Folder_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(_file.Path, "");
        var path = Path.Combine(_file.Path, "users.db");

        MessageOfOpening(path).Should().StartWith($"'{path}' cannot be written: ")
            .And.EndWith(" Set Storage__ConnectionString to a file in a writable folder.");
    }

    [Test]
    public void Folder_that_cannot_be_written_is_refused()
    {
        MessageOfOpening("/proc/users.db").Should().StartWith("'/proc/users.db' cannot be written: ")
            .And.EndWith(" Set Storage__ConnectionString to a file in a writable folder.");
    }

    [Test]
    public void Path_of_a_folder_is_refused()
    {
        Directory.CreateDirectory(_file.Path);

        MessageOfOpening(_file.Path).Should().StartWith($"'{_file.Path}' cannot be opened: ")
            .And.EndWith(" Check the file and its folder, or set Storage__ConnectionString.");
    }

    private string DamagedMessage =>
        $"'{_file.Path}' is not an SQLite database, or is damaged. Restore a backup, or set Storage__ConnectionString to another file.";

    private static string MessageOfOpening(string path)
    {
        var message = FluentActions.Invoking(() => SqliteFile.Open(path)).Should().Throw<StartupException>().Which.Message;
        message.Should().NotContain("\n");

        return message;
    }

    private static Task<string> PragmaAsync(SqliteDatabase database, string name) => database.Writer.WriteAsync(
        transaction => Run(transaction.Session, $"PRAGMA {name}"), null, CancellationToken.None);

    private static string Run(SqliteSession session, string sql)
    {
        using var rows = session.PrepareOnce(sql);

        return rows.Step() ? rows.GetText(0) : "";
    }
}
