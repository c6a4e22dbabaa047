using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Two servers on a primary, of which one reads a standby.</summary>
public abstract class StandbyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private protected PostgresServer Primary { get; private set; } = null!;

    private protected PostgresServer Standby { get; private set; } = null!;

    private protected string Database { get; private set; } = null!;

    private protected PostgresStores Writer { get; private set; } = null!;

    private protected PostgresStores Reader { get; private set; } = null!;

    private protected User User { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartPostgresAsync()
    {
        Primary = await PostgresServer.StartAsync();
        Standby = await Primary.StartStandbyAsync();
    }

    [OneTimeTearDown]
    public async Task StopPostgresAsync()
    {
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
    }

    [SetUp]
    public async Task OpenAsync()
    {
        Database = await Primary.CreateDatabaseAsync();
        Writer = await PostgresStores.OpenAsync(Database);
        User = await CreateAsync(Writer, "first");
        await Replay.CatchUpAsync(Primary, Standby);
        Reader = await OpenReaderAsync(OnStandby(Database));
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await Replay.ResumeAsync(Standby);
        await Reader.DisposeAsync();
        await Writer.DisposeAsync();
    }

    private static NewEvent NewEvent(string userId, string eventId) => new(userId, eventId, "type", "", Now);

    private protected static async Task<User> CreateAsync(PostgresStores stores, string id) => await stores.Users.CreateAsync(
        new NewUser(id, "Ann", $"{id}@b", "", Now, "", Now.AddHours(-24), NewEvent(id, "created")), default);

    private protected async Task<User> RenameAsync(PostgresStores stores, string name) => (await stores.Users.UpdateAsync(
        User.Id, old => new UserChange(name, old.Email, old.Role, NewEvent(old.Id, $"{Guid.NewGuid():N}")), default))!;

    private protected string OnStandby(string connectionString) =>
        connectionString.Replace($"Port={Primary.Port}", $"Port={Standby.Port}", StringComparison.Ordinal);

    private protected async Task<PostgresStores> OpenReaderAsync(string readConnectionString)
    {
        var stores = await PostgresStores.OpenAsync(new StorageOptions
        {
            Provider = StorageOptions.Postgres,
            ConnectionString = Database,
            ReadConnectionString = readConnectionString,
        });
        try
        {
            await stores.Standby.LookAsync(0, default);
        }
        catch
        {
            await stores.DisposeAsync();

            throw;
        }

        return stores;
    }
}
