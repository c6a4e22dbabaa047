namespace CodeFirst.Tests.Packaging.Orders;

/// <summary>
/// A second service for the copy of the sample, whose requests have an abstract base, and a page that says who the caller is. The sample
/// itself stays small.
/// </summary>
internal static class PaymentFiles
{
    public const string Contract = """
        using ProtoBuf;
        using ProtoBuf.Grpc.Configuration;

        namespace Orders.Contracts;

        [ProtoContract]
        [ProtoInclude(10, typeof(CardPayment))]
        public abstract record Payment
        {
            [ProtoMember(1, Name = "order_id")]
            public string OrderId { get; set; } = "";
        }

        [ProtoContract]
        public sealed record CardPayment : Payment
        {
            [ProtoMember(1, Name = "number")]
            public string Number { get; set; } = "";
        }

        [ProtoContract]
        public sealed record Payments
        {
            [ProtoMember(1, Name = "items")]
            public List<Payment> Items { get; set; } = [];

            [ProtoMember(2, Name = "named")]
            public Dictionary<string, Payment> Named { get; set; } = [];
        }

        [Service("shop.orders.v1.PaymentService")]
        public interface IPayments
        {
            [Operation("Pay")]
            ValueTask<Payment> PayAsync(Payment payment);

            [Operation("PayByCard")]
            ValueTask<Payment> PayByCardAsync(CardPayment payment);

            [Operation("PayLast")]
            ValueTask<Payment> PayLastAsync(Payments payments);
        }
        """;

    // No client factory in the contract's assembly names these, so the model must.
    public const string Model = """
        [ProtoModel]
        [ProtoSerializable(typeof(Payment))]
        [ProtoSerializable(typeof(CardPayment))]
        [ProtoSerializable(typeof(Payments))]
        """;

    public const string Service = """
        using Orders.Contracts;

        namespace Orders.Server;

        internal sealed class PaymentService : IPayments
        {
            public ValueTask<Payment> PayAsync(Payment payment) => new(payment);

            public ValueTask<Payment> PayByCardAsync(CardPayment payment) => new(payment);

            public ValueTask<Payment> PayLastAsync(Payments payments) => new(payments.Items.Concat(payments.Named.Values).Last());
        }
        """;

    public const string Mapping = """
        app.MapGrpcService<PaymentService>();
        app.MapGet("/caller", (HttpContext context) => $"{context.User.Identity?.AuthenticationType} {context.User.Identity?.Name}");
        """;

    public const string Binding = """
        using Orders.Contracts;
        using ProtoBuf.Grpc.Configuration;

        namespace Orders.Server;

        [ProtoGrpc(Model = typeof(OrdersModel))]
        [ProtoService(typeof(IPayments), typeof(PaymentService))]
        internal sealed partial class PaymentServiceBinding : ClientFactory;
        """;
}
