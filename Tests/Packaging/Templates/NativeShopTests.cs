using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>The template's server as a native program: called by its client, <c>buf</c>, curl and a browser.</summary>
public sealed partial class NativeShopTests
{
    private static readonly NpmFolder Buf = new(Path.Combine(Repository.Root, "Tests", "Interop"));

    private Shop _shop = null!;
    private Command _server = null!;

    [OneTimeSetUp]
    public async Task PublishAsync() => (_shop, _server) = (await Shop.GetAsync(), await Shop.ServerAsync());

    [Test]
    public async Task The_native_server_is_called_by_its_client_and_keeps_its_data_over_a_restart()
    {
        string[] answers;
        await using (var server = await Shop.StartAsync(_server, "restarted"))
        {
            await _shop.CallAsync(server, "place", "tea", "2").OrFailAsync();
            await _shop.CallAsync(server, "import", "cups", "spoons").OrFailAsync();
            var cancelled = await _shop.CallAsync(server, "cancel", "2").OrFailAsync();
            var missing = await _shop.CallAsync(server, "get", "9");
            var invalid = await _shop.CallAsync(server, "place", "tea", "0");
            answers = [cancelled.Output, missing.Error, invalid.Error];
            (await server.StopAsync(Patience.Limit)).Should().Be(0);
            server.LoggedErrors.Should().BeEmpty();
        }

        await using var again = await Shop.StartAsync(_server, "restarted");
        var read = await _shop.CallAsync(again, "get", "2").OrFailAsync();
        var next = await _shop.CallAsync(again, "place", "milk", "1").OrFailAsync();

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
        await using var server = await Shop.StartAsync(_server, "called over HTTP");
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
    public async Task The_page_docs_and_what_it_loads_are_served_with_the_OpenAPI_document_of_the_routes()
    {
        await using var server = await Shop.StartAsync(_server, "read in a browser");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };

        var page = await http.GetStringAsync("/docs/");
        var scripts = Script().Matches(page).Select(script => script.Groups["path"].Value).ToList();
        using var document = JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json"));

        scripts.Should().NotBeEmpty("{0}", page);
        foreach (var script in scripts)
        {
            using var response = await http.GetAsync(new Uri(new Uri(server.Address), $"/docs/{script}"));
            response.StatusCode.Should().Be(HttpStatusCode.OK, "{0} loads {1}", page, script);
            response.Content.Headers.ContentType!.MediaType.Should().EndWith("javascript");
            (await response.Content.ReadAsStringAsync()).Should().NotBeEmpty();
        }

        document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name)
            .Should().Contain(["/v1/orders", "/v1/orders/{number}", "/v1/orders/{number}:cancel"]);
        server.LoggedErrors.Should().BeEmpty();
    }

    [Test]
    public async Task Buf_calls_every_kind_of_method_of_the_native_server()
    {
        await using var server = await Shop.StartAsync(_server, "called by buf");

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
        await using var server = await Shop.StartAsync(_server, "watched");
        using var watcher = Command.Start(_shop.Client(server.Address, "watch"));
        await _shop.CallAsync(server, "place", "tea", "2").OrFailAsync();
        var first = await watcher.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);
        await _shop.CallAsync(server, "place", "cups", "6").OrFailAsync();
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
        var help = await (_server with { Arguments = ["--help"] }).RunAsync();
        var wrong = await (_server with { Environment = With("Store__Path", "/proc/orders.db") }).RunAsync();

        help.Output.Should().Contain("Store__Path").And.Contain("data/orders.db");
        wrong.ExitCode.Should().Be(1);
        wrong.Error.Should().Contain("Store:Path is '/proc/orders.db'");
    }

    private static async Task<CommandResult> BufAsync(ServerProcess server, string method, string data) => await new Command(
        await Buf.FindAsync(".bin", "buf"),
        ["curl", "--protocol=grpc", "--http2-prior-knowledge", "--data", data, $"{server.Address}/shop.v1.Orders/{method}"])
        .RunAsync().OrFailAsync();

    private static Dictionary<string, string> With(string name, string value)
    {
        var environment = DotNet.Environment;
        environment[name] = value;
        environment["PORT"] = "0";

        return environment;
    }

    [GeneratedRegex(@"<script[^>]* src=""(?<path>[^""]+)""|import [^;]*from '(?<path>[^']+)'")]
    private static partial Regex Script();
}
