using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CodeFirst.Tests.Wire;

/// <summary>A slow method, called without a deadline: packing takes 100 ms for each piece.</summary>
internal sealed class OrderDeadlineTests
{
    private const string Pack = "/shop.orders.v1.Orders/PackOrder";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private WireServer _server = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await WireServer.StartAsync(Service.Orders, ("Calls__DeadlineSeconds", "1"));
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_server.Port}") };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [TearDown]
    public void No_error_was_logged() => _server.LoggedErrors.Should().BeEmpty();

    [Test]
    public async Task A_call_that_takes_too_long_is_ended_and_the_work_with_it()
    {
        var id = await PlaceAsync(15); // 1.5 s
        using var connection = await _server.OpenAsync();
        var time = Stopwatch.StartNew();

        var answer = await _server.CallAsync(connection, WireServer.HeadersOf(Pack), Request(id));

        (answer.ToString(), answer.Reason, answer.Message).Should()
            .Be(("DeadlineExceeded", "DEADLINE_EXCEEDED", "The deadline of the call has passed."));
        time.Elapsed.Should().BeGreaterThan(Longest).And.BeLessThan(TimeSpan.FromSeconds(10));
        _server.Output.Should().Contain(line => line.Contains($"{Pack} ran for 1 s (Calls__DeadlineSeconds)"));
        (await _server.CallAsync(connection)).ToString().Should().Be("NotFound", "the connection lives");
        await ShouldStayUnpackedAsync(id);
    }

    [Test]
    public async Task A_caller_with_a_deadline_may_wait_longer()
    {
        var id = await PlaceAsync(13);

        var answer = await _server.CallAsync(WireServer.HeadersOf(Pack, ("grpc-timeout", "20S")), Request(id));

        answer.ToString().Should().Be("Ok");
    }

    [Test]
    public async Task A_route_answers_504_in_JSON()
    {
        var id = await PlaceAsync(15);

        using var answer = await _http.PostAsJsonAsync(new Uri($"/v1/orders/{id}:pack", UriKind.Relative), new { });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();

        ((int)answer.StatusCode).Should().Be(504);
        body.GetRawText().Should().Contain("DEADLINE_EXCEEDED");
        await ShouldStayUnpackedAsync(id);
    }

    private static byte[] Request(string id) => WireServer.Message([0x0a, (byte)id.Length, .. Encoding.UTF8.GetBytes(id)]);

    private async Task<string> PlaceAsync(int quantity)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri("/v1/orders", UriKind.Relative), new { item = "chair", quantity });

        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    // Another order that takes as long as the rest of this one would have.
    private async Task ShouldStayUnpackedAsync(string id)
    {
        var other = await PlaceAsync(6);
        (await _server.CallAsync(WireServer.HeadersOf(Pack), Request(other))).ToString().Should().Be("Ok");

        var order = await _http.GetFromJsonAsync<JsonElement>(new Uri($"/v1/orders/{id}", UriKind.Relative));

        order.TryGetProperty("is_packed", out var packed).Should().BeFalse(packed.ToString());
        order.TryGetProperty("isPacked", out packed).Should().BeFalse(packed.ToString());
    }
}
