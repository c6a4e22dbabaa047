namespace Corpus;

[ServiceContract(Name = "corpus.a.v1.A")]
public interface IA
{
    ValueTask<Note> Get(Note request);
}

[ServiceContract(Name = "corpus.b.v1.B")]
public interface IB
{
    ValueTask<Note> Get(Note request);
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
