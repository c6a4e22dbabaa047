namespace CodeFirst.Tests.Packaging.Orders;

/// <summary>A second service for the copy of the sample, whose request is an abstract base. The sample itself stays small.</summary>
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

        [Service("shop.orders.v1.Payments")]
        public interface IPayments
        {
            [Operation("Pay")]
            ValueTask<Payment> PayAsync(Payment payment);
        }
        """;

    public const string Service = """
        using Orders.Contracts;

        namespace Orders.Server;

        internal sealed class PaymentService : IPayments
        {
            public ValueTask<Payment> PayAsync(Payment payment) => new(payment);
        }
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
