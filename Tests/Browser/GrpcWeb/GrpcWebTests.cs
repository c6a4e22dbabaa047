using System.Text.Json;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Browser.GrpcWeb;

/// <summary>A page of another origin calls the native server with gRPC-Web, by a client generated from the exported .proto.</summary>
public sealed class GrpcWebTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");
    private Site? _site;
    private Site? _otherSite;
    private ServerProcess? _server;
    private IBrowserContext? _context;
    private PageWatch? _watch;
    private IPage? _tab;

    private ILocator Events => _tab!.Locator("#events li");

    private ILocator State => _tab!.Locator("#state");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await PageBuild.BuildAsync(_folder.FullName);
        _site = new Site(_folder.FullName);
        _otherSite = new Site(_folder.FullName);
        _server = await ServerProcess.StartAsync(NativeProgram.Server, new Dictionary<string, string>
        {
            ["GrpcWeb__Enabled"] = "true",
            ["GrpcWeb__AllowedOrigins"] = _site.Address,
        });
    }

    [TearDown]
    public async Task CheckTabAsync()
    {
        if (_context is not null)
        {
            await _context.CloseAsync();
        }

        _watch?.Check();
        _server!.LoggedErrors.Should().BeEmpty("no test expects the server to fail");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        if (_otherSite is not null)
        {
            await _otherSite.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_page_creates_and_reads_a_user()
    {
        await OpenAsync(_site!);

        var created = Response(await CallAsync("createUser", new { name = "Zoë 李雷 🦊", email = Unique.Email(), role = "admin" }));
        var got = Response(await CallAsync("getUser", created.GetProperty("id").GetString()!));

        created.GetProperty("id").GetString().Should().MatchRegex("^user-[0-9a-f]{32}$");
        created.GetProperty("name").GetString().Should().Be("Zoë 李雷 🦊");
        got.GetRawText().Should().Be(created.GetRawText());
    }

    [Test]
    public async Task A_stream_arrives_message_by_message_until_the_page_leaves_it()
    {
        await OpenAsync(_site!);
        var user = Response(await CallAsync("createUser", new { name = "Ann", email = Unique.Email() })).GetProperty("id").GetString()!;

        await _tab!.EvaluateAsync("user => void showActivity(user, true)", user);
        await Expect(Events).ToHaveTextAsync(["1 user.created"]);
        await RecordAsync(user, "login");
        await Expect(Events).ToHaveTextAsync(["1 user.created", "2 login"]);
        await RecordAsync(user, "logout");
        await Expect(Events).ToHaveTextAsync(["1 user.created", "2 login", "3 logout"]);
        await _tab.EvaluateAsync("leave()");

        await Expect(State).ToHaveTextAsync("Canceled");
    }

    [Test]
    public async Task A_stream_ends()
    {
        await OpenAsync(_site!);
        var user = Response(await CallAsync("createUser", new { name = "Ann", email = Unique.Email() })).GetProperty("id").GetString()!;
        await RecordAsync(user, "login");

        await _tab!.EvaluateAsync("user => void showActivity(user, false)", user);

        await Expect(State).ToHaveTextAsync("end");
        await Expect(Events).ToHaveTextAsync(["1 user.created", "2 login"]);
    }

    [Test]
    public async Task A_page_reads_the_details_of_errors()
    {
        await OpenAsync(_site!);

        var unknown = await CallAsync("getUser", "user-0");
        var invalid = await CallAsync("createUser", new { name = "", email = "nobody", role = "Ä" });

        unknown.GetProperty("code").GetString().Should().Be("NotFound");
        unknown.GetProperty("message").GetString().Should().Be("No user has the id 'user-0'.");
        Detail(unknown, "google.rpc.ErrorInfo").GetRawText().Should().Contain("\"reason\":\"USER_NOT_FOUND\"")
            .And.Contain("\"domain\":\"userservice\"").And.Contain("\"id\":\"user-0\"");
        Detail(unknown, "google.rpc.ResourceInfo").GetProperty("resourceName").GetString().Should().Be("user-0");
        invalid.GetProperty("code").GetString().Should().Be("InvalidArgument");
        Detail(invalid, "google.rpc.BadRequest").GetProperty("fieldViolations").EnumerateArray()
            .Select(violation => violation.GetProperty("field").GetString()).Should().Equal("name", "email", "role");
    }

    [Test]
    public async Task A_stream_that_fails_has_its_status()
    {
        await OpenAsync(_site!);

        await _tab!.EvaluateAsync("user => void showActivity(user, false)", "user-0");

        await Expect(State).ToHaveTextAsync("NotFound");
        await Expect(Events).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_page_of_an_origin_that_is_not_allowed_cannot_call()
    {
        await OpenAsync(_otherSite!);
        _watch!.Expect("blocked by CORS policy");
        _watch.Expect("net::ERR_FAILED");

        var outcome = await CallAsync("getUser", "user-0");

        outcome.GetProperty("code").GetString().Should().Be("Unknown");
        outcome.GetProperty("message").GetString().Should().Be("Failed to fetch");
    }

    private static JsonElement Response(JsonElement outcome) => outcome.TryGetProperty("response", out var response)
        ? response
        : throw new AssertionException($"The call failed: {outcome}");

    private static JsonElement Detail(JsonElement outcome, string type) => outcome.GetProperty("details").EnumerateArray()
        .Single(detail => detail.GetProperty("type").GetString() == type);

    private async Task OpenAsync(Site site)
    {
        _context = await Chromium.Browser.NewContextAsync();
        _context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        _watch = new PageWatch(_context, site.Address);
        _watch.Expect($"request to another host: {_server!.Address}/userservice.UserService/");
        _tab = await _context.NewPageAsync();
        await _tab.GotoAsync($"{site.Address}/?server={_server.Address}");
    }

    private async Task<JsonElement> CallAsync(string function, object argument) =>
        (await _tab!.EvaluateAsync($"argument => {function}(argument)", argument))!.Value;

    /// <summary>Records an event past the page.</summary>
    private async Task RecordAsync(string user, string type)
    {
        var service = _server!.Connect().CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);
        RecordActivityRequest[] events = [new() { UserId = user, EventType = type }];
        await service.RecordActivityAsync(events.ToAsyncEnumerable(), new CallOptions(deadline: Patience.Deadline)).ToListAsync();
    }
}
