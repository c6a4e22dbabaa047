namespace Corpus;

[Service("corpus.tuple_levels.v1.Prices")]
public interface IPrices
{
    ValueTask<Offer> Quote(Offer offer);
}

[ProtoContract]
public sealed class Offer
{
    [ProtoMember(1)]
    public (decimal Amount, string Currency) Price { get; set; }

    [ProtoMember(2), CompatibilityLevel(CompatibilityLevel.Level200)]
    public (decimal Amount, string Currency) Old { get; set; }
}
