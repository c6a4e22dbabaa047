using System.Net;
using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>
/// What Toolkit/Templates/README.md tells a newcomer to do, with the packed template, in a path with a space: the solution is built,
/// tested, published as a native program, run and called.
/// </summary>
public sealed class TemplateTests
{
    private static readonly NpmFolder Buf = new(Path.Combine(Repository.Root, "Tests", "Interop"));

    private string _shop = null!;
    private TimeSpan _toFirstCall;
    private CommandResult _firstCall = null!;
    private string _shippedProto = null!;

    private string Server => Path.Combine(_shop, "published", "Shop.Server");

    private string Client => Path.Combine(_shop, "Shop.Client", "bin", "Debug", "net10.0", "Shop.Client");

    [OneTimeSetUp]
    public async Task MakeAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        _shop = await Template.NewAsync("codefirst", "Shop", "with a template");
        _shippedProto = await Template.ReadAsync(_shop, "Shop.Contracts/proto/orders.proto");
        await DotNet.BuildAsync(_shop, "build", "-warnaserror").OrFailAsync();
        await using (var server = await StartAsync(Built("Shop.Server"), "first"))
        {
            _firstCall = await CallAsync(server, "place", "tea", "2");
        }

        _toFirstCall = TimeProvider.System.GetElapsedTime(started);
        await DotNet.BuildAsync(
            _shop, "publish", "Shop.Server", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "published", "-warnaserror")
            .OrFailAsync();
    }

    [Test]
    public void The_first_call_is_answered_soon_after_dotnet_new()
    {
        TestContext.Out.WriteLine($"From dotnet new to the first answer: {_toFirstCall.TotalSeconds:F1} s");

        _firstCall.ToString().Should().Be("exit code 0\nOrder 1: 2 x tea");
        _toFirstCall.Should().BeLessThan(Patience.LongLimit);
    }

    [Test]
    public async Task The_proto_of_the_template_is_the_one_that_its_build_exports()
    {
        (await Template.ReadAsync(_shop, "Shop.Contracts/proto/orders.proto")).Should().Be(_shippedProto);
    }

    [Test]
    public async Task Nothing_of_the_template_itself_is_left_in_the_solution()
    {
        var files = Directory.EnumerateFiles(_shop, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_shop, file))
            .Where(file => !file.Split('/').Intersect(["bin", "obj", "published"]).Any())
            .ToList();

        files.Should().Contain(["Shop.slnx", "Dockerfile", "check.sh", ".gitignore", ".config/dotnet-tools.json"]);
        files.Should().NotContain(file =>
            file.Contains("emplate", StringComparison.Ordinal) || file.EndsWith(".managed", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var text = await Template.ReadAsync(_shop, file);
            text.Should().NotContainAny("Template.1", "Template._1", "template._1", "#if", "#endif").And.NotContain("#else", "{0}", file);
        }
    }

    [Test]
    public async Task Its_check_script_runs_its_tests_and_finds_a_stale_proto()
    {
        var checks = await RunCheckAsync();
        await File.AppendAllTextAsync(Path.Combine(_shop, "Shop.Contracts", "proto", "orders.proto"), "// changed by hand\n");
        var stale = await RunCheckAsync();

        checks.ExitCode.Should().Be(0, checks.ToString());
        checks.Output.Should().MatchRegex(@"Passed! +- Failed: +0, Passed: +2,").And.NotContain("warning");
        stale.ExitCode.Should().Be(1, stale.ToString());
        stale.Output.Should().Contain("error CFP1002: ").And.Contain("orders.proto");
        await File.WriteAllTextAsync(Path.Combine(_shop, "Shop.Contracts", "proto", "orders.proto"), _shippedProto);
    }

    [Test]
    public async Task The_native_server_is_called_by_its_client_and_keeps_its_data_over_a_restart()
    {
        string[] answers;
        await using (var server = await StartAsync(new Command(Server), "restarted"))
        {
            await CallAsync(server, "place", "tea", "2").OrFailAsync();
            await CallAsync(server, "import", "cups", "spoons").OrFailAsync();
            var cancelled = await CallAsync(server, "cancel", "2").OrFailAsync();
            var missing = await CallAsync(server, "get", "9");
            var invalid = await CallAsync(server, "place", "tea", "0");
            answers = [cancelled.Output, missing.Error, invalid.Error];
            (await server.StopAsync(Patience.Limit)).Should().Be(0);
            server.LoggedErrors.Should().BeEmpty();
        }

        await using var again = await StartAsync(new Command(Server), "restarted");
        var read = await CallAsync(again, "get", "2").OrFailAsync();
        var next = await CallAsync(again, "place", "milk", "1").OrFailAsync();

        answers.Should().Equal(
            "Order 2: 1 x cups, cancelled\n",
            "NotFound ORDER_NOT_FOUND: Order '9' was not found.\n",
            "InvalidArgument INVALID_FIELDS: quantity: Must be from 1 to 100.\n");
        read.Output.Should().Be("Order 2: 1 x cups, cancelled\n");
        next.Output.Should().Be("Order 4: 1 x milk\n");
    }

    [Test]
    public async Task HTTP_routes_answer_on_the_same_port_as_gRPC()
    {
        await using var server = await StartAsync(new Command(Server), "called over HTTP");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };

        using var placed = await http.PostAsync("/v1/orders", Json("""{"item": "tea", "quantity": 2}"""));
        using var read = await http.GetAsync(placed.Headers.Location);
        using var invalid = await http.PostAsync("/v1/orders", Json("""{"item": "", "quantity": 2}"""));
        var byCurl = await new Command("curl", "--fail-with-body", "--silent", "--json", "{}", $"{server.Address}/v1/orders/1:cancel")
            .RunAsync().OrFailAsync();

        placed.StatusCode.Should().Be(HttpStatusCode.Created);
        (await read.Content.ReadAsStringAsync()).Trim().Should().Be("""{"number":1,"item":"tea","quantity":2}""");
        invalid.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await invalid.Content.ReadAsStringAsync()).Should().Contain("Must have 1 to 100 characters.");
        byCurl.Output.Trim().Should().Be("""{"number":1,"item":"tea","quantity":2,"isCancelled":true}""");
        server.LoggedErrors.Should().BeEmpty();

        static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
    }

    [Test]
    public async Task Buf_calls_every_kind_of_method_of_the_native_server()
    {
        await using var server = await StartAsync(new Command(Server), "called by buf");

        var imported = await BufAsync(server, "ImportOrders", """{"item": "tea", "quantity": 2} {"item": "cups", "quantity": 6}""");
        var found = await BufAsync(server, "FindOrders", """{"number": 2} {"number": 1}""");
        var read = await BufAsync(server, "GetOrder", """{"number": 1}""");

        imported.Output.Should().Contain("\"count\": 2");
        found.Output.Should().MatchRegex("(?s)\"cups\".*\"tea\"");
        read.Output.Should().Contain("\"item\": \"tea\"");
    }

    [Test]
    public async Task A_watcher_gets_orders_as_they_are_placed_until_the_server_stops()
    {
        await using var server = await StartAsync(new Command(Server), "watched");
        using var watcher = Command.Start(new Command(Client, server.Address, "watch") { Environment = DotNet.Environment });
        await CallAsync(server, "place", "tea", "2").OrFailAsync();
        var first = await watcher.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);
        await CallAsync(server, "place", "cups", "6").OrFailAsync();
        var second = await watcher.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);

        var exitCode = await server.StopAsync(Patience.Limit);
        await watcher.WaitForExitAsync().WaitAsync(Patience.Limit);

        (first, second).Should().Be(("Order 1: 2 x tea", "Order 2: 6 x cups"));
        exitCode.Should().Be(0);
        watcher.ExitCode.Should().Be(1);
        (await watcher.StandardError.ReadToEndAsync()).Should().StartWith("Unavailable");
    }

    [Test]
    public async Task The_server_lists_its_settings_and_names_one_that_is_wrong()
    {
        var help = await new Command(Server, "--help").RunAsync();
        var wrong = await new Command(Server) { Environment = With("Store__Path", "/proc/orders.db") }.RunAsync();

        help.Output.Should().Contain("Store__Path").And.Contain("data/orders.db");
        wrong.ExitCode.Should().Be(1);
        wrong.Error.Should().Contain("Store:Path is '/proc/orders.db'");
    }

    private Command Built(string project) => new(Path.Combine(_shop, project, "bin", "Debug", "net10.0", project));

    private static Task<ServerProcess> StartAsync(Command program, string name) =>
        ServerProcess.StartAsync(program, new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["Store__Path"] = Path.Combine(Packages.Folder, "with a template", $"{name}.db"),
        });

    private Task<CommandResult> CallAsync(ServerProcess server, params string[] arguments) =>
        new Command(Client, [server.Address, .. arguments]) { Environment = DotNet.Environment }.RunAsync();

    private static async Task<CommandResult> BufAsync(ServerProcess server, string method, string data) => await new Command(
        await Buf.FindAsync(".bin", "buf"),
        ["curl", "--protocol=grpc", "--http2-prior-knowledge", "--data", data, $"{server.Address}/shop.v1.Orders/{method}"])
        .RunAsync().OrFailAsync();

    private Task<CommandResult> RunCheckAsync() => DotNet.RunProgramAsync(Path.Combine(_shop, "check.sh"), _shop);

    private static Dictionary<string, string> With(string name, string value)
    {
        var environment = DotNet.Environment;
        environment[name] = value;
        environment["PORT"] = "0";

        return environment;
    }
}
