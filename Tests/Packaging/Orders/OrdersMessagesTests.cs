using Grpc.Core;

namespace CodeFirst.Tests.Packaging.Orders;

/// <summary>Messages as other languages write them, and bytes that are no message, with both models of protobuf-net.</summary>
[TestFixture(false, TestName = "with the reflective model")]
[TestFixture(true, TestName = "native")]
public sealed class OrdersMessagesTests(bool isNative)
{
    private const string Payments = "shop.orders.v1.PaymentService";
    private const string ByNumber = "0A026F31" + "52040A023432"; // order_id o1, then the part of the card
    private const string DerivedFirst = "52040A023432" + "0A026F31";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var sample = await OrdersSample.GetAsync(isNative);
        _server = await ServerProcess.StartAsync(new Command(sample.Server), new Dictionary<string, string>());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _server.LoggedErrors.Should().BeEmpty();
        await _server.DisposeAsync();
    }

    [TestCase("Pay", ByNumber)]
    [TestCase("Pay", DerivedFirst)]
    [TestCase("PayByCard", ByNumber)]
    [TestCase("PayByCard", DerivedFirst)]
    [TestCase("PayLast", "0A0A" + ByNumber)]
    [TestCase("PayLast", "0A0A" + DerivedFirst + "0A0A" + ByNumber)]
    [TestCase("PayLast", "120F" + "0A0161" + "120A" + ByNumber)]
    public async Task A_message_of_an_abstract_base_is_read_in_any_order(string method, string message)
    {
        Convert.ToHexString(await CallAsync(Payments, method, message)).Should().Be(DerivedFirst);
    }

    [TestCase("Pay", "0A05", "Payment")]
    [TestCase("PayByCard", "5205", "CardPayment")]
    [TestCase("PayLast", "0A020A05", "Payments")]
    public async Task Bytes_that_are_no_derived_message_fail_with_INTERNAL(string method, string message, string type)
    {
        await ShouldBeUndecodableAsync(CallAsync(Payments, method, message), type);
    }

    [TestCase("0A05")]
    [TestCase("0D01020304")]
    [TestCase("00")]
    public async Task Bytes_that_are_no_message_fail_with_INTERNAL(string message)
    {
        await ShouldBeUndecodableAsync(CallAsync("shop.orders.v1.Orders", "GetOrder", message), "GetOrderRequest");
    }

    private static async Task ShouldBeUndecodableAsync(Task call, string type)
    {
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<RpcException>()).Which;

        (failure.StatusCode, failure.Status.Detail)
            .Should().Be((StatusCode.Internal, $"The bytes received are not a protobuf message of the type {type}."));
    }

    private async Task<byte[]> CallAsync(string service, string method, string message)
    {
        using var call = _server.Connect().CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, service, method, Bytes, Bytes),
            null,
            new CallOptions(deadline: Patience.Deadline),
            Convert.FromHexString(message));

        return await call;
    }
}
