namespace Corpus.Orders
{
    [ServiceContract(Name = "corpus.orders.v1.OrderService")]
    public interface IOrderService
    {
        /// <summary>Returns an <see cref="Order"/>. See <see cref="Corpus.Users.User.Name"/>.</summary>
        ValueTask<GetOrderResponse> GetOrder(GetOrderRequest request);
    }

    [DataContract]
    public sealed class GetOrderRequest
    {
        [DataMember(Name = "key", Order = 1)]
        public Corpus.Shared.Key? Key { get; set; }
    }

    [DataContract]
    public sealed class GetOrderResponse
    {
        [DataMember(Name = "order", Order = 1)]
        public Order? Order { get; set; }
    }

    [DataContract]
    public sealed class Order
    {
        [DataMember(Name = "buyer", Order = 1)]
        public Corpus.Users.User? Buyer { get; set; }

        [DataMember(Name = "price", Order = 2)]
        public Corpus.Shared.Money? Price { get; set; }

        [DataMember(Name = "currencies", Order = 3)]
        public Dictionary<string, Corpus.Shared.Currency> Currencies { get; set; } = [];

        /// <summary>Where it goes. Nothing says which package an address is in, but only orders have one.</summary>
        [DataMember(Name = "address", Order = 4)]
        public Corpus.Parts.Address? Address { get; set; }
    }
}

namespace Corpus.Users
{
    [ServiceContract(Name = "corpus.users.v1.UserService")]
    public interface IUserService
    {
        ValueTask<GetUserResponse> GetUser(GetUserRequest request);

        ValueTask<BanUserResponse> BanUser(IAsyncEnumerable<BanUserRequest> requests);
    }

    [DataContract]
    public sealed class GetUserRequest
    {
        [DataMember(Name = "key", Order = 1)]
        public Corpus.Shared.Key? Key { get; set; }
    }

    [DataContract]
    public sealed class GetUserResponse
    {
        [DataMember(Name = "user", Order = 1)]
        public User? User { get; set; }
    }

    [DataContract]
    public sealed class BanUserRequest;

    [DataContract]
    public sealed class BanUserResponse;

    [DataContract]
    public sealed class User
    {
        [DataMember(Name = "name", Order = 1)]
        public string Name { get; set; } = "";

        [DataMember(Name = "since", Order = 2)]
        public DateTime? Since { get; set; }
    }
}

namespace Corpus.Parts
{
    [DataContract(Namespace = "http://schemas.example.com/parts")]
    public sealed class Address
    {
        [DataMember(Name = "city", Order = 1)]
        public string City { get; set; } = "";
    }
}

namespace Corpus.Shared
{
    [DataContract(Namespace = "corpus.shared.v1")]
    public sealed class Key
    {
        [DataMember(Name = "id", Order = 1)]
        public string Id { get; set; } = "";
    }

    [ProtoContract(Name = ".corpus.shared.v1.Money")]
    public sealed class Money
    {
        [ProtoMember(1, Name = "units")]
        public long Units { get; set; }

        [ProtoMember(2, Name = "currency")]
        public Currency Currency { get; set; }
    }

    [DataContract(Namespace = "corpus.shared.v1")]
    public enum Currency
    {
        [EnumMember(Value = "CURRENCY_UNSPECIFIED")]
        Unspecified,
    }
}
