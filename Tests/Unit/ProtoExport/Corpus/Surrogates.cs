namespace Corpus;

[ServiceContract(Name = "corpus.surrogates.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Surrogates> EchoAsync(Surrogates request, CallContext context = default);
}

[ProtoContract(Surrogate = typeof(MoneyOnTheWire))]
public sealed class Money
{
    public decimal Amount { get; init; }

    public string Currency { get; init; } = "";
}

/// <summary>An amount of money.</summary>
[ProtoContract(Name = "Money")]
public sealed class MoneyOnTheWire
{
    /// <summary>In the smallest unit.</summary>
    [ProtoMember(1, Name = "units")]
    public int Units { get; set; }

    [ProtoMember(2, Name = "currency")]
    public string Currency { get; set; } = "";

    public static implicit operator Money?(MoneyOnTheWire? value) =>
        value is null ? null : new Money { Amount = value.Units / 100m, Currency = value.Currency };

    public static implicit operator MoneyOnTheWire?(Money? value) =>
        value is null ? null : new MoneyOnTheWire { Units = (int)(value.Amount * 100), Currency = value.Currency };
}

[ProtoContract]
public sealed class Surrogates
{
    [ProtoMember(1, Name = "price")]
    public Money? Price { get; set; }

    [ProtoMember(2, Name = "prices")]
    public List<Money> Prices { get; set; } = [];

    [ProtoMember(3, Name = "by_name")]
    public Dictionary<string, Money> ByName { get; set; } = [];
}
