using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Postgres;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Health.V1;

namespace CodeFirst.Tests.Interop;

/// <summary>
/// A disk that fails under an SQLite file while callers are at work: they go on by themselves when it works again. Afterwards the server
/// is killed, so that only what is on the disk counts: all that was answered is there, and nothing by half.
/// </summary>
public sealed class DiskFaultTests
{
    private const int FailuresToSee = 20;

    // More for a soak: CODEFIRST_FAULT_ROUNDS=25 takes some minutes.
    private static readonly int Rounds = Soak.Number("CODEFIRST_FAULT_ROUNDS", 1);

    private DatabaseFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new DatabaseFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase('E', '-', "'disk I/O error'", TestName = "Writes_that_fail")]
    [TestCase('-', 'E', "'disk I/O error'", TestName = "Flushes_that_fail")]
    [TestCase('T', '-', "'disk I/O error'", TestName = "Writes_that_fail_in_the_middle")]
    [TestCase('R', '-', "'disk I/O error'", TestName = "Disk_that_becomes_read_only")]
    [TestCase('F', '-', "'database or disk is full'", TestName = "Writes_that_find_no_room")]
    public async Task Disk_that_fails(char writes, char flushes, string logged)
    {
        using var disk = await FaultyDisk.CreateAsync();
        await using var server = await StartAsync(_folder.DatabasePath, disk.Environment);
        await using var load = await Load.StartAsync(server);
        for (var i = 0; i < 2 * Rounds; i++)
        {
            disk.Set(writes, flushes);
            await load.ShouldFailAsync(FailuresToSee);
            await ShouldReadAsync(server, load.User);
            disk.Set();
            await load.ShouldGetOnAsync();
        }

        disk.Count().Should().BePositive();
        server.Output.Should().Contain(line => line.Contains(logged, StringComparison.Ordinal));
        await ShouldHaveItAllOnDiskAsync(_folder.DatabasePath, server, load);
    }

    [Test]
    public async Task Writes_that_are_short_are_continued()
    {
        using var disk = await FaultyDisk.CreateAsync();
        await using var server = await StartAsync(_folder.DatabasePath, disk.Environment);
        await using var load = await Load.StartAsync(server);

        disk.Set(writes: 'S');
        await load.ShouldGetOnAsync();
        disk.Set();

        disk.Count().Should().BePositive();
        load.Failures.Should().Be(0);
        await ShouldHaveItAllOnDiskAsync(_folder.DatabasePath, server, load);
    }

    [Test]
    public async Task A_start_on_a_disk_that_fails_is_refused_and_harms_nothing()
    {
        await using (var server = await NativeServer.StartAsync(_folder.DatabasePath))
        {
            (await server.StopAsync(Patience.Limit)).Should().Be(0);
        }

        var before = await File.ReadAllBytesAsync(_folder.DatabasePath);
        using var disk = await FaultyDisk.CreateAsync();
        disk.Set(writes: 'E');

        await using var refused = await ServerProcess.RunAsync(NativeProgram.Server, Settings(_folder.DatabasePath, disk.Environment));

        (await refused.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        refused.Errors.Should().ContainSingle().Which.Should().Contain("cannot be opened").And.Contain("disk I/O error");
        (await File.ReadAllBytesAsync(_folder.DatabasePath)).Should().Equal(before);
    }

    [Test]
    public async Task Disk_that_is_full_until_there_is_room_again()
    {
        await using var disk = await MountAsync(megabytes: 48 + (16 * Rounds));
        var path = Path.Combine(disk.Folder, "users.db");
        await using var server = await NativeServer.StartAsync(path);
        await using var load = await Load.StartAsync(server);
        for (var i = 0; i < 2 * Rounds; i++)
        {
            disk.Fill();
            await load.ShouldFailAsync(FailuresToSee);
            await ShouldReadAsync(server, load.User);
            await ShouldServeAsync(server);
            disk.MakeRoom();
            await load.ShouldGetOnAsync();
        }

        server.Output.Should().Contain(line => line.Contains("the disk is full", StringComparison.Ordinal));
        await ShouldHaveItAllOnDiskAsync(path, server, load);
    }

    [Test]
    public async Task A_read_only_disk_stops_the_start_in_one_line()
    {
        await using var disk = await MountAsync(megabytes: 4);
        var path = Path.Combine(disk.Folder, "users.db");
        await using (var server = await NativeServer.StartAsync(path))
        {
            (await server.StopAsync(Patience.Limit)).Should().Be(0);
        }

        await disk.MakeReadOnlyAsync();
        var refused = await NativeServer.RunAsync(path);

        refused.ExitCode.Should().Be(1);
        refused.Error.Should().MatchRegex("^[^\\n]*Read-only file system[^\\n]*\\n$");
    }

    private static Dictionary<string, string> Settings(string databasePath, IReadOnlyDictionary<string, string> more) => new(more)
    {
        ["PORT"] = "0",
        ["Storage__ConnectionString"] = $"Data Source={databasePath}",
    };

    private static Task<ServerProcess> StartAsync(string databasePath, IReadOnlyDictionary<string, string> more) =>
        ServerProcess.StartAsync(NativeProgram.Server, Settings(databasePath, more));

    private static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var (disk, reason) = await SmallDisk.TryMountAsync(megabytes);
        if (disk is null)
        {
            Assert.Ignore(reason);
        }

        return disk!;
    }

    private static async Task ShouldReadAsync(ServerProcess server, User user)
    {
        var client = new UserService.UserServiceClient(server.Connect());
        (await client.GetUserAsync(new GetUserRequest { Id = user.Id }, deadline: Patience.Deadline)).Should().Be(user);
        var list = await client.ListUsersAsync(new ListUsersRequest { PageSize = 1 }, deadline: Patience.Deadline);
        list.TotalCount.Should().BePositive();
    }

    private static async Task ShouldServeAsync(ServerProcess server)
    {
        var health = await new Health.HealthClient(server.Connect()).CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline);
        health.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    /// <summary>Kills the server, starts another on what is on the disk, and compares that with the answers.</summary>
    private static async Task ShouldHaveItAllOnDiskAsync(string databasePath, ServerProcess server, Load load)
    {
        server.Output.Should().NotContain(line => line.Contains("failed unexpectedly", StringComparison.Ordinal));
        await server.KillAsync();
        (await new Command("sqlite3", databasePath, "PRAGMA integrity_check").SucceedAsync()).Output.Should().Be("ok\n");
        await using var again = await NativeServer.StartAsync(databasePath);
        load.Use(again);
        await load.ShouldGetOnAsync();
        await load.ShouldHaveLostNothingAsync();
        again.LoggedErrors.Should().BeEmpty();
    }
}
