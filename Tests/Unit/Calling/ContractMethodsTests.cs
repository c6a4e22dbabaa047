using System.Runtime.Serialization;
using System.ServiceModel;
using CodeFirst.Calling.Calls;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Tests.Unit.Calling;

public sealed class ContractMethodsTests
{
    [ServiceContract(Name = "shop.Orders")]
    public interface IOrders : IAudited, IHealth
    {
        [NoSideEffects]
        [OperationContract(Name = "Get")]
        ValueTask<Thing> GetOrderAsync(Thing request);

        [Idempotent]
        ValueTask<Thing> CancelAsync(Thing request);

        [Http("GET /v1/orders")]
        ValueTask<Thing> ListAsync(Thing request);

        [Http("POST /v1/orders")]
        ValueTask<Thing> PlaceAsync(Thing request);

        [Http("DELETE /v1/orders/{id}")]
        ValueTask<Thing> DeleteAsync(Thing request);

        ValueTask<Thing> ChangeAsync(Thing request);
    }

    /// <summary>A part of whatever contract inherits it.</summary>
    [SubService]
    public interface IAudited
    {
        [NoSideEffects]
        ValueTask<Thing> HistoryAsync(Thing request);
    }

    /// <summary>A contract of its own.</summary>
    [ServiceContract(Name = "shop.Health")]
    public interface IHealth
    {
        [NoSideEffects]
        ValueTask<Thing> CheckAsync(Thing request);
    }

    [DataContract]
    public sealed record Thing;

    [Test]
    public void The_attributes_of_a_contract_are_recognised_by_name_under_the_names_of_the_wire()
    {
        ContractMethods.FindRepeatable(typeof(IOrders), ServiceBinder.Default).Should().BeEquivalentTo(
            "/shop.Orders/Get",
            "/shop.Orders/Cancel",
            "/shop.Orders/List",
            "/shop.Orders/History",
            "/shop.Health/Check");
    }

    [Test]
    public void An_interface_that_is_no_contract_promises_nothing()
    {
        ContractMethods.FindRepeatable(typeof(IDisposable), ServiceBinder.Default).Should().BeEmpty();
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NoSideEffectsAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class IdempotentAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class HttpAttribute(string route) : Attribute
    {
        public string Route => route;
    }
}
