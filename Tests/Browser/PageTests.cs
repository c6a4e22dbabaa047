using CodeFirst.Contracts;
using CodeFirst.Tests.Browser.Pages;
using Grpc.Core;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Browser;

/// <summary>Tests of the page that share a gateway and a server. Each has a browser context of its own, which is watched.</summary>
public abstract class PageTests
{
    private ServerAndGateway? _processes;
    private IBrowserContext? _context;
    private PageWatch? _watch;
    private IPage? _tab;

    private protected static CallContext Soon => new CallOptions(deadline: Patience.Deadline);

    private protected ServerAndGateway Processes => _processes!;

    private protected IBrowserContext Context => _context!;

    private protected PageWatch Watch => _watch!;

    private protected IPage Tab => _tab!;

    private protected UsersPage Users => new(Tab);

    private protected UserPanel Panel => new(Tab);

    private protected UserDialog Dialog => new(Tab);

    [OneTimeSetUp]
    public async Task StartProcessesAsync() => _processes = await ServerAndGateway.StartAsync();

    [SetUp]
    public Task OpenTabAsync() => OpenContextAsync(new BrowserNewContextOptions());

    [TearDown]
    public async Task CheckTabAsync()
    {
        if (_context is not null)
        {
            await _context.CloseAsync();
        }

        _watch?.Check();
        Processes.LoggedErrors.Should().BeEmpty("no test expects the server or the gateway to fail");
    }

    [OneTimeTearDown]
    public async Task EndProcessesAsync()
    {
        if (_processes is not null)
        {
            await _processes.DisposeAsync();
        }
    }

    /// <summary>Replaces the context: another size, another colour scheme.</summary>
    private protected async Task OpenContextAsync(BrowserNewContextOptions options)
    {
        if (_context is not null)
        {
            await _context.CloseAsync();
        }

        options.BaseURL = Processes.Gateway.Address;
        options.Locale = "en-GB";
        _context = await Chromium.Browser.NewContextAsync(options);
        _context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        _watch = new PageWatch(_context, Processes.Gateway.Address);
        _tab = await _context.NewPageAsync();
    }

    /// <summary>Calls the server past the gateway.</summary>
    private protected IUserService Connect() =>
        Processes.Server.Connect().CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);

    /// <summary>Creates a user past the page, with an e-mail address that no other test uses.</summary>
    private protected async Task<User> CreateUserAsync(string name, string role = "") =>
        await Connect().CreateUserAsync(
            new CreateUserRequest { Name = name, Email = Unique.Email(), Role = role }, Soon);

    /// <summary>Records an event past the page.</summary>
    private protected async Task RecordAsync(User user, string type, string description = "")
    {
        RecordActivityRequest[] events = [new() { UserId = user.Id, EventType = type, Description = description }];
        await Connect().RecordActivityAsync(events.ToAsyncEnumerable(), Soon).ToListAsync();
    }
}
