namespace Corpus.Orders
{
    [Service("corpus.circle.orders.v1.Orders")]
    public interface IOrders
    {
        ValueTask<Order> Get(OrderRef order);
    }

    /// <summary>Only orders use it, so it stays with them.</summary>
    [ProtoContract]
    public sealed class Order
    {
        [ProtoMember(1, Name = "buyer")]
        public Corpus.Users.UserRef? Buyer { get; set; }
    }

    [ProtoContract]
    public sealed class OrderRef
    {
        [ProtoMember(1, Name = "id")]
        public string Id { get; set; } = "";
    }
}

namespace Corpus.Users
{
    [Service("corpus.circle.users.v1.Users")]
    public interface IUsers
    {
        ValueTask<User> Get(UserRef user);
    }

    [ProtoContract]
    public sealed class User
    {
        [ProtoMember(1, Name = "last_order")]
        public Corpus.Orders.OrderRef? LastOrder { get; set; }
    }

    [ProtoContract]
    public sealed class UserRef
    {
        [ProtoMember(1, Name = "id")]
        public string Id { get; set; } = "";
    }
}
