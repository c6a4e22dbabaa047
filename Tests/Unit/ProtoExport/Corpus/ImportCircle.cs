namespace Corpus;

[ServiceContract(Name = "corpus.a.v1.A")]
public interface IA
{
    ValueTask<First> Get(First request);
}

[ServiceContract(Name = "corpus.b.v1.B")]
public interface IB
{
    ValueTask<Second> Get(Second request);
}

[DataContract(Namespace = "corpus.a.v1")]
public sealed class First
{
    [DataMember(Name = "second", Order = 1)]
    public Second? Second { get; set; }
}

[DataContract(Namespace = "corpus.b.v1")]
public sealed class Second
{
    [DataMember(Name = "first", Order = 1)]
    public First? First { get; set; }
}
