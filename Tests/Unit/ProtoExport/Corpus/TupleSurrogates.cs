using ProtoBuf.Meta;

// <ProtoExportModel>Corpus.Setup.AddPrices</ProtoExportModel>
namespace Corpus;

/// <summary>A model that is left at the lowest level, and messages of the highest: the tuple is written as the model says.</summary>
[Service("corpus.tuple_surrogates.v1.Prices")]
public interface IPrices
{
    ValueTask<Offer> Quote(Offer offer);

    ValueTask<OldOffer> QuoteOld(OldOffer offer);
}

[ProtoContract]
public sealed class Offer
{
    [ProtoMember(1)]
    public Price Price { get; set; }

    [ProtoMember(2)]
    public List<Price> Others { get; set; } = [];

    [ProtoMember(3)]
    public decimal Tax { get; set; }
}

[ProtoContract, CompatibilityLevel(CompatibilityLevel.Level200)]
public sealed class OldOffer
{
    [ProtoMember(1)]
    public Price Price { get; set; }
}

/// <summary>Is of a library: nobody can give it attributes.</summary>
public readonly struct Price(decimal amount, string currency) : IEquatable<Price>
{
    public decimal Value { get; } = amount;

    public string Unit { get; } = currency;

    public bool Equals(Price other) => (Value, Unit) == (other.Value, other.Unit);
}

public static class Setup
{
    public static void AddPrices(RuntimeTypeModel model) =>
        model.SetSurrogate<Price, (decimal Amount, string Currency)>(ToPair, ToPrice);

    private static (decimal Amount, string Currency) ToPair(Price price) => (price.Value, price.Unit);

    private static Price ToPrice((decimal Amount, string Currency) pair) => new(pair.Amount, pair.Currency);
}
