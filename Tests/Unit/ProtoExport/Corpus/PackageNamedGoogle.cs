namespace Corpus;

[ServiceContract(Name = "corpus.google.v1.TestService")]
public interface ITestService
{
    ValueTask<Note> Get(Note request);

    ValueTask Clear();
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "at", Order = 1)]
    public DateTime? At { get; set; }
}
