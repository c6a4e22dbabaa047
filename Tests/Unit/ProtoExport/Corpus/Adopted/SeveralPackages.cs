// One message that services of several packages use, and packages that need each other.
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc.Configuration;

namespace Shop.Common
{
    [ProtoContract]
    public class Money
    {
        [ProtoMember(1)] public long Cents { get; set; }
        [ProtoMember(2)] public Shop.Stock.Item Priced { get; set; }
    }
}

namespace Shop.Orders
{
    [Service]
    public interface IOrders
    {
        ValueTask<Order> PlaceAsync(Order order);
    }

    [ProtoContract]
    public class Order
    {
        [ProtoMember(1)] public Shop.Common.Money Total { get; set; }
        [ProtoMember(2)] public Shop.Stock.Item Item { get; set; }
    }
}

namespace Shop.Stock
{
    [Service]
    public interface IStock
    {
        ValueTask<Item> FindAsync(Shop.Common.Money most);
    }

    [ProtoContract]
    public class Item
    {
        [ProtoMember(1)] public Shop.Common.Money Price { get; set; }
        [ProtoMember(2)] public Shop.Orders.Order Last { get; set; }
    }
}
