using System.Net;
using System.Net.Sockets;
using System.Runtime.Serialization;
using System.ServiceModel;
using CodeFirst.Calling;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>Responses that cannot be read, with protobuf-net's reflective model.</summary>
public sealed class OrderResponseTests : OrderTests
{
    /// <summary>Takes the id of an order for a message.</summary>
    [ServiceContract(Name = "shop.Orders")]
    public interface IMistakenOrders
    {
        [OperationContract]
        [NoSideEffects]
        ValueTask<MistakenOrder> GetOrderAsync(OrderRequest request, CallContext context = default);

        [OperationContract]
        [NoSideEffects]
        IAsyncEnumerable<MistakenOrder> ListOrdersAsync(OrderRequest request, CallContext context = default);
    }

    [Test]
    public async Task A_response_that_is_no_message_of_the_contract_is_INTERNAL_and_not_repeated()
    {
        using var client = Mistaken();

        var failure = await FailureOfAsync(() => client.Service.GetOrderAsync(new OrderRequest { Id = "1" }).AsTask());

        failure.Status.StatusCode.Should().Be(StatusCode.Internal);
        failure.Status.Detail.Should().Be("The bytes received are not a protobuf message of the type MistakenOrder.");
        Server.Requests["1"].Should().Be(1);
    }

    [Test]
    public async Task A_stream_of_such_responses_is_INTERNAL_and_not_repeated()
    {
        using var client = Mistaken();

        var failure = await FailureOfAsync(() => client.Service.ListOrdersAsync(new OrderRequest { Id = "1" }).ToListAsync().AsTask());

        failure.Status.StatusCode.Should().Be(StatusCode.Internal);
        failure.Status.Detail.Should().Be("The bytes received are not a protobuf message of the type MistakenOrder.");
        Server.Requests["1"].Should().Be(1);
    }

    [Test]
    public async Task A_server_that_accepts_connections_and_says_nothing_is_UNAVAILABLE_after_the_time_to_connect()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var orders = Connect(options =>
        {
            options.Address = $"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
            options.Insecure = false;
            options.FailFast = true;
            options.MaxAttempts = 1;
            options.ConnectTimeout = TimeSpan.FromMilliseconds(200);
        });

        var failure = await FailureOfAsync(() => orders.GetOrderAsync(new OrderRequest { Id = "1" }).AsTask());

        failure.StatusCode.Should().Be(StatusCode.Unavailable);
        failure.Status.Detail.Should().StartWith("There is no connection: ");
    }

    private CodeFirstClient<IMistakenOrders> Mistaken() => CodeFirstClient.Create<IMistakenOrders>(options =>
    {
        options.Address = $"127.0.0.1:{Server.Port}";
        options.Insecure = true;
    });

    [DataContract]
    public sealed record MistakenOrder
    {
        [DataMember(Order = 1)]
        public OrderRequest? Id { get; init; }
    }
}
