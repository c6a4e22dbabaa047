using System.Net;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace CodeFirst.Tests.Packaging.Orders;

/// <summary>
/// A second service, which knows nothing of the first, built from the packages as samples/orders/README.md tells: with the reflective
/// model, and as native programs.
/// </summary>
[TestFixture(false, TestName = "with the reflective model")]
[TestFixture(true, TestName = "native")]
public sealed class OrdersTests(bool isNative)
{
    private const string Audience = "https://orders.a.run.app";
    private const string Service = "shop.orders.v1.Orders";

    private static readonly NpmFolder Node = new(Path.Combine(Repository.Root, "samples", "orders", "node"));
    private static readonly NpmFolder Buf = new(Path.Combine(Repository.Root, "Tests", "Interop"));

    private static readonly string NodeScript = Path.Combine(Repository.Root, "samples", "orders", "node", "main.mjs");

    private readonly string _authority = Path.Combine(Packages.Folder, $"authority of orders {isNative}.pem");

    private OrdersSample _sample = null!;
    private ServerProcess _server = null!;
    private FakeMetadataServer _metadata = null!;
    private FakeCloudRun _frontEnd = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(_authority, TestAuthority.Pem);
        _sample = await OrdersSample.GetAsync(isNative);
        _server = await StartServerAsync();
        _metadata = await FakeMetadataServer.StartAsync();
        _frontEnd = await FakeCloudRun.StartAsync(_server.Port);
        _frontEnd.Audience = Audience;
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _frontEnd.DisposeAsync();
        await _metadata.DisposeAsync();
        _server.LoggedErrors.Should().BeEmpty();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Reflection_shows_the_contract_with_its_comments()
    {
        using var call = new ServerReflection.ServerReflectionClient(_server.Connect())
            .ServerReflectionInfo(deadline: Patience.Deadline);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = $"{Service}.PackOrder" });
        (await call.ResponseStream.MoveNext()).Should().BeTrue();

        var file = FileDescriptorProto.Parser.ParseFrom(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto[0]);
        file.SourceCodeInfo.Location.Select(location => location.LeadingComments)
            .Should().Contain(" Packs an order, which takes 100 ms for each piece. NOT_FOUND if no order has the id.\n");
        file.Service[0].Method.Select(method => method.Options?.IdempotencyLevel.ToString())
            .Should().Equal("NoSideEffects", "IdempotencyUnknown", "Idempotent");
    }

    [Test]
    public async Task Buf_learns_the_contract_from_the_server_and_asks_for_its_health()
    {
        var methods = await BufAsync("--list-methods", _server.Address);
        var health = await BufAsync("--data", $$"""{"service": "{{Service}}"}""", $"{_server.Address}/grpc.health.v1.Health/Check");

        methods.Output.Should().Contain($"{Service}/GetOrder").And.Contain($"{Service}/PlaceOrder").And.Contain($"{Service}/PackOrder");
        health.Output.Should().Contain("\"SERVING\"");
    }

    [Test]
    public async Task A_Node_program_that_has_only_the_proto_reads_why_an_order_is_not_found()
    {
        await Node.FindAsync();

        var run = await new Command("node", NodeScript, $"localhost:{_server.Port}").RunAsync().OrFailAsync();

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should()
            .Equal("2 tea", "NOT_FOUND ORDER_NOT_FOUND shop.orders.v1");
    }

    [Test]
    public async Task One_port_answers_HTTP_1_1_and_gRPC()
    {
        await Node.FindAsync();
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version11 };

        var page = await http.GetStringAsync(_server.Address);
        var order = await CallDirectlyAsync("place", "tea", "1");
        var node = new Command("node", NodeScript, $"localhost:{_server.Port}").RunAsync();
        do
        {
            (await http.GetStringAsync(_server.Address)).Should().Be(page);
        }
        while (!node.IsCompleted);

        (await node).Output.Should().StartWith("2 tea\n");

        page.Should().Be("Call shop.orders.v1.Orders on this port.\n");
        order.Output.Should().EndWith(" 1 tea open\n");
    }

    [Test]
    public async Task The_contract_has_routes_for_plain_HTTP()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_server.Address) };

        using var placed = await http.PostAsync("/v1/orders", Json("""{"item":"tea","quantity":2}"""));
        var order = await placed.Content.ReadAsStringAsync();
        var path = placed.Headers.Location!.OriginalString;
        using var packed = await http.PostAsync($"{path}:pack", Json("{}"));
        using var missing = await http.GetAsync("/v1/orders/none");
        using var wrong = await http.PostAsync("/v1/orders", Json("""{"quantity":"many"}"""));

        placed.StatusCode.Should().Be(HttpStatusCode.Created, order);
        order.Should().EndWith("\",\"item\":\"tea\",\"quantity\":2}\n");
        (await packed.Content.ReadAsStringAsync()).Should().Contain("\"isPacked\":true");
        (await http.GetStringAsync(path)).Should().Contain("\"isPacked\":true");
        missing.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await missing.Content.ReadAsStringAsync()).Should().Contain("ORDER_NOT_FOUND");
        (await wrong.Content.ReadAsStringAsync()).Should().Contain("\"field\":\"quantity\"");
        (await http.GetStringAsync("/openapi/v1.json")).Should().Contain("\"operationId\": \"PackOrder\"");

        static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
    }

    [Test]
    public async Task An_ID_token_is_sent_and_verified_before_a_call_comes_through()
    {
        var order = await CallAsync("place", "tea", "2");
        var stranger = await CallAsync(_frontEnd, "https://others.a.run.app", "get", Id(order));

        order.Output.Should().EndWith(" 2 tea open\n");
        stranger.Output.Should().Be("Unauthenticated \n");
        _metadata.FetchesFor(Audience).Should().BePositive();
    }

    [Test]
    public async Task A_missing_order_and_wrong_fields_come_with_their_reasons()
    {
        (await CallAsync("get", "none")).Output.Should().Be("NotFound ORDER_NOT_FOUND\n");
        (await CallAsync("place", "tea", "0")).Output.Should().Be("InvalidArgument INVALID_FIELDS\n");
    }

    [Test]
    public async Task A_read_is_retried_and_a_write_is_not()
    {
        var id = Id(await CallAsync("place", "tea", "3"));
        var reads = _frontEnd.RequestsOf("GetOrder");
        var writes = _frontEnd.RequestsOf("PlaceOrder");
        _frontEnd.Fail(FrontEndFault.LostAnswer, times: 2, rpc: "GetOrder");
        _frontEnd.Fail(FrontEndFault.LostAnswer, times: 1, rpc: "PlaceOrder");

        var read = await CallAsync("get", id);
        var written = await CallAsync("place", "tea", "4");

        read.Output.Should().Be($"{id} 3 tea open\n");
        (_frontEnd.RequestsOf("GetOrder") - reads).Should().Be(3);
        written.Output.Should().StartWith("Unavailable");
        (_frontEnd.RequestsOf("PlaceOrder") - writes).Should().Be(1, "it may have arrived");
    }

    [Test]
    public async Task A_call_ends_at_its_deadline()
    {
        var id = Id(await CallAsync("place", "tea", "100"));

        var packed = await CallAsync(_frontEnd, Audience, TimeSpan.FromSeconds(2), "pack", id);

        packed.Output.Should().StartWith("DeadlineExceeded");
    }

    [Test]
    public async Task A_call_in_flight_is_answered_after_SIGTERM()
    {
        await using var server = await StartServerAsync();
        await using var frontEnd = await FakeCloudRun.StartAsync(server.Port);
        var id = Id(await CallAsync(frontEnd, Audience, "place", "tea", "60"));
        var packing = CallAsync(frontEnd, Audience, "pack", id);
        while (frontEnd.RequestsOf("PackOrder") == 0 && !packing.IsCompleted)
        {
            // The front end has one connection to the server: what comes later on it comes after.
            (await CallAsync(frontEnd, Audience, "get", id)).ExitCode.Should().Be(0);
        }

        (await CallAsync(frontEnd, Audience, "get", id)).Output.Should().Be($"{id} 60 tea open\n");
        var exitCode = await server.StopAsync(Patience.Limit);

        exitCode.Should().Be(0);
        (await packing).Output.Should().Be($"{id} 60 tea packed\n");
        server.LoggedErrors.Should().BeEmpty();
    }

    private static string Id(CommandResult order) => order.Output.Split(' ')[0];

    private Task<ServerProcess> StartServerAsync() =>
        ServerProcess.StartAsync(new Command(_sample.Server), new Dictionary<string, string>());

    private Task<CommandResult> CallAsync(params string[] arguments) => CallAsync(_frontEnd, Audience, arguments);

    private Task<CommandResult> CallAsync(FakeCloudRun frontEnd, string audience, params string[] arguments) =>
        CallAsync(frontEnd, audience, Patience.Limit, arguments);

    private Task<CommandResult> CallAsync(FakeCloudRun frontEnd, string audience, TimeSpan deadline, params string[] arguments)
    {
        var environment = DotNet.Environment;
        environment[FakeMetadataServer.Variable] = _metadata.Host;
        environment["SSL_CERT_FILE"] = _authority;
        environment["ORDERS_AUDIENCE"] = audience;
        environment["ORDERS_DEADLINE"] = $"{deadline:c}";

        return new Command(_sample.Client, [frontEnd.Address, .. arguments]) { Environment = environment }.RunAsync();
    }

    private Task<CommandResult> CallDirectlyAsync(params string[] arguments) =>
        new Command(_sample.Client, [_server.Address, .. arguments]) { Environment = DotNet.Environment }.RunAsync();

    private static async Task<CommandResult> BufAsync(params string[] arguments) =>
        await new Command(
            await Buf.FindAsync(".bin", "buf"),
            ["curl", "--protocol=grpc", "--http2-prior-knowledge", "--reflect-protocol=grpc-v1", .. arguments]).RunAsync().OrFailAsync();
}
