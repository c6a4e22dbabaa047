using System.Text;
using CodeFirst.Hosting;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>What Hosting does around a contract that is not about users, with protobuf-net's reflective model.</summary>
public sealed class AnyContractTests
{
    // { Name = "Rex", Age = 3 } by field numbers, as other languages write it, and as protobuf-net does.
    private const string DogByNumber = "0A0352657852020803";
    private const string DogDerivedFirst = "520208030A03526578";

    private ZooServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await ZooServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [SetUp]
    public void ForgetLog() => _server.Log.Lines.Clear();

    [TestCase(DogByNumber)]
    [TestCase(DogDerivedFirst)]
    public async Task A_message_of_an_abstract_base_is_read_in_any_order(string message)
    {
        (await CallAsync("Feed", message)).Should().Be(DogDerivedFirst);
        (await CallAsync("Walk", message)).Should().Be(DogDerivedFirst);
        _server.Log.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task Several_levels_of_derived_types_are_read_in_any_order()
    {
        // name, then the dog: its age, then the puppy.
        var answer = await CallAsync("Count", Field(2, "0A03526578" + Field(10, "0803" + Field(20, "0801"))));

        answer.Should().Be(Text("Rex/3/True"));
    }

    [Test]
    public async Task Derived_types_in_lists_maps_and_messages_are_read_in_any_order()
    {
        var herd = Field(2, DogByNumber) + Field(2, DogDerivedFirst) + Field(3, Field(1, "6C") + Field(2, DogByNumber));

        var answer = await CallAsync("Count", herd + Field(4, herd));

        answer.Should().Be(Text("Rex/3 Rex/3 l=Rex/3 (Rex/3 Rex/3 l=Rex/3)"));
    }

    [Test]
    public async Task Every_message_of_a_stream_is_read_in_any_order()
    {
        var answer = await _server.StreamAsync(
            "CountAll", Convert.FromHexString(DogByNumber), Convert.FromHexString(DogDerivedFirst));

        Convert.ToHexString(answer).Should().Be(Text("Rex/3 Rex/3"));
    }

    [TestCase("Feed", "0A05", "Animal")]
    [TestCase("Feed", "0A03526578", "Animal")]
    [TestCase("Feed", "0A0352657852050803", "Animal")]
    [TestCase("Count", "0A054100", "Herd")]
    [TestCase("Count", "9B06", "Herd")]
    public async Task Bytes_that_are_no_message_fail_with_INTERNAL(string method, string message, string type)
    {
        var failure = await FailureAsync(method, message);

        ShouldBe(failure, StatusCode.Internal, $"The bytes received are not a protobuf message of the type {type}.", "INTERNAL");
        _server.Log.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task Bytes_that_are_no_message_end_a_stream_with_INTERNAL()
    {
        var failure = await ExceptionAsync(_server.StreamAsync("CountAll", Convert.FromHexString(DogByNumber), [0x0A, 0x05]));

        ShouldBe(failure, StatusCode.Internal, "The bytes received are not a protobuf message of the type Animal.", "INTERNAL");
        _server.Log.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task An_error_has_the_package_of_the_contract_as_its_domain()
    {
        var failure = await FailAsync("not found");

        ShouldBe(failure, StatusCode.NotFound, "LineItem '7' was not found.", "LINE_ITEM_NOT_FOUND");
        var resource = failure.GetRpcStatus()!.GetDetail<ResourceInfo>()!;
        (resource.ResourceType, resource.ResourceName).Should().Be(("LineItem", "7"));
    }

    [Test]
    public async Task Violations_come_together()
    {
        var failure = await FailAsync("invalid");

        ShouldBe(failure, StatusCode.InvalidArgument, "reason: Must be good. animals: Must be few.", "INVALID_FIELDS");
        failure.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)
            .Should().Equal("reason", "animals");
    }

    [Test]
    public async Task An_own_exception_becomes_what_its_translator_says()
    {
        var failure = await FailAsync("own");

        ShouldBe(failure, StatusCode.Unavailable, "/zoo.Keeper/Fail: come back later.", "LION_LOOSE");
        failure.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.Seconds.Should().Be(2);
        _server.Log.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task Any_other_exception_is_INTERNAL_without_a_word_of_it_and_logged_once()
    {
        var failure = await FailAsync("reason");

        ShouldBe(failure, StatusCode.Internal, "The server failed. The cause is in its log.", "INTERNAL");
        failure.ToString().Should().NotContain("secret");
        _server.Log.Lines.Should().ContainSingle().Which.Should().Contain("/zoo.Keeper/Fail failed unexpectedly").And.Contain("secret");
    }

    [TestCase("")]
    [TestCase("live")]
    [TestCase("zoo.Keeper")]
    public async Task Health_is_named_after_the_services_that_are_mapped(string service)
    {
        var answer = await new Health.HealthClient(_server.Channel).CheckAsync(new HealthCheckRequest { Service = service });

        answer.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Test]
    public async Task Another_domain_can_be_set()
    {
        await using var server = await ZooServer.StartAsync(
            builder => builder.Services.Configure<ErrorOptions>(options => options.Domain = "zoo.example.com"));

        var failure = await ExceptionAsync(server.CallAsync("Feed", [0x0A]));

        failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Domain.Should().Be("zoo.example.com");
    }

    [Test]
    public async Task Without_a_descriptor_set_the_service_runs_and_the_start_says_what_is_missing()
    {
        await using var server = await ZooServer.StartAsync();

        server.Log.Lines.Should().ContainSingle(line => line.Contains("does not show zoo.Keeper", StringComparison.Ordinal))
            .Which.Should().Contain("CodeFirst.ProtoExport");
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        (await call.ResponseStream.MoveNext(CancellationToken.None)).Should().BeTrue();
        call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name).Should().Contain("grpc.health.v1.Health");
    }

    [Test]
    public async Task Adding_everything_twice_is_adding_it_once()
    {
        await using var server = await ZooServer.StartAsync(builder => builder.AddCodeFirst());

        var answer = await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest { Service = "zoo.Keeper" });

        answer.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    private static string Field(int number, string hex)
    {
        var tag = (number << 3) | 2;
        var start = tag < 0x80 ? $"{tag:X2}" : $"{(tag & 0x7F) | 0x80:X2}{tag >> 7:X2}";

        return $"{start}{hex.Length / 2:X2}{hex}";
    }

    private static string Text(string text) => Field(1, Convert.ToHexString(Encoding.UTF8.GetBytes(text)));

    private static void ShouldBe(RpcException failure, StatusCode code, string message, string reason)
    {
        (failure.StatusCode, failure.Status.Detail).Should().Be((code, message));
        var info = failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!;
        (info.Reason, info.Domain).Should().Be((reason, "zoo"));
    }

    private static async Task<RpcException> ExceptionAsync(Task call) =>
        (await FluentActions.Awaiting(() => call.WaitAsync(Patience.Limit)).Should().ThrowAsync<RpcException>()).Which;

    private async Task<string> CallAsync(string method, string hex) =>
        Convert.ToHexString(await _server.CallAsync(method, Convert.FromHexString(hex)));

    private Task<RpcException> FailureAsync(string method, string hex) => ExceptionAsync(CallAsync(method, hex));

    private Task<RpcException> FailAsync(string reason) => FailureAsync("Fail", Field(1, Convert.ToHexString(Encoding.UTF8.GetBytes(reason))));
}
