namespace Corpus;

[ServiceContract(Name = "corpus.shop.v1.Orders")]
public interface IOrders
{
    ValueTask<Order> Get(Key request);
}

[ServiceContract(Name = "corpus.shop.v1.Customers")]
public interface ICustomers
{
    ValueTask<Customer> Get(Key request);
}

[DataContract]
public sealed class Key
{
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; set; } = "";
}

[DataContract]
public sealed class Order
{
    [DataMember(Name = "customer", Order = 1)]
    public Customer? Customer { get; set; }
}

[DataContract]
public sealed class Customer
{
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; set; } = "";
}
