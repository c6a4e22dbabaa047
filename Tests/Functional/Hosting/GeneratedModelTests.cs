using CodeFirst.Hosting;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>What Hosting does for a contract with protobuf-net's compile-time model.</summary>
public sealed class GeneratedModelTests
{
    private const string DogByNumber = "0A0352657852020803";
    private const string DogDerivedFirst = "520208030A03526578";

    private ZooServer _server = null!;
    private ZooServer _plain = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        KeeperBinding.Instance.ReadInAnyOrder<Animal>().ReadInAnyOrder<Dog>().ReadInAnyOrder<Herd>();
        _server = await ZooServer.StartAsync(bind: services => services.AddKeeperBinding());
        _plain = await ZooServer.StartAsync(bind: services => services.AddPlainKeeperBinding());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await _plain.DisposeAsync();
    }

    [SetUp]
    public void ForgetLog()
    {
        _server.Log.Lines.Clear();
        _plain.Log.Lines.Clear();
    }

    [TestCase("Feed", DogByNumber)]
    [TestCase("Feed", DogDerivedFirst)]
    [TestCase("Walk", DogByNumber)]
    [TestCase("Walk", DogDerivedFirst)]
    public async Task A_message_of_an_abstract_base_is_read_in_any_order(string method, string message)
    {
        var answer = await _server.CallAsync(method, Convert.FromHexString(message));

        Convert.ToHexString(answer).Should().Be(DogDerivedFirst);
        _server.Log.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task Derived_types_in_a_list_are_read_in_any_order()
    {
        var answer = await _server.CallAsync("Count", Convert.FromHexString("1209" + DogByNumber + "1209" + DogDerivedFirst));

        answer.Should().Equal([0x0A, 11, .. "Rex/3 Rex/3"u8]);
    }

    [Test]
    public async Task Every_message_of_a_stream_is_read_in_any_order()
    {
        var answer = await _server.StreamAsync("CountAll", Convert.FromHexString(DogByNumber), Convert.FromHexString(DogDerivedFirst));

        answer.Should().Equal([0x0A, 11, .. "Rex/3 Rex/3"u8]);
    }

    [Test]
    public async Task If_nobody_asked_for_it_the_derived_part_must_come_first()
    {
        Convert.ToHexString(await _plain.CallAsync("Feed", Convert.FromHexString(DogDerivedFirst))).Should().Be(DogDerivedFirst);

        await ShouldBeUndecodableAsync(_plain.CallAsync("Feed", Convert.FromHexString(DogByNumber)), "Animal");
    }

    [Test]
    public void A_message_without_derived_types_is_refused()
    {
        var read = () => PlainKeeperBinding.Instance.ReadInAnyOrder<Total>();

        read.Should().Throw<InvalidOperationException>().WithMessage("*Zoo.Total has no derived types*");
    }

    // The model does nothing about it: these are protobuf-net's exceptions.
    [TestCase("Count", "0A054100", "Herd")]
    [TestCase("Count", "9B06", "Herd")]
    [TestCase("Count", "0E01", "Herd")]
    [TestCase("Feed", "0A05", "Animal")]
    public async Task Bytes_that_are_no_message_fail_with_INTERNAL(string method, string message, string type)
    {
        await ShouldBeUndecodableAsync(_server.CallAsync(method, Convert.FromHexString(message)), type);
        await ShouldBeUndecodableAsync(_plain.CallAsync(method, Convert.FromHexString(message)), type);
        _server.Log.Lines.Concat(_plain.Log.Lines).Should().BeEmpty();
    }

    [Test]
    public async Task Bytes_that_are_no_message_end_a_stream_with_INTERNAL()
    {
        await ShouldBeUndecodableAsync(_plain.StreamAsync("CountAll", Convert.FromHexString(DogDerivedFirst), [0x0A, 0x05]), "Animal");
    }

    private static async Task ShouldBeUndecodableAsync(Task call, string type)
    {
        var failure = (await FluentActions.Awaiting(() => call.WaitAsync(Patience.Limit)).Should().ThrowAsync<RpcException>()).Which;

        (failure.StatusCode, failure.Status.Detail)
            .Should().Be((StatusCode.Internal, $"The bytes received are not a protobuf message of the type {type}."));
        failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Domain.Should().Be("zoo");
    }
}
