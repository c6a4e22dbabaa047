namespace Corpus;

[ServiceContract(Name = "corpus.same.v1.TestService")]
public interface IFirst
{
    ValueTask<Note> One(Note request);
}

[ServiceContract(Name = "corpus.same.v1.TestService")]
public interface ISecond
{
    ValueTask<Note> Two(Note request);
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
