namespace Corpus;

[ServiceContract(Name = "corpus.method_named_as_message.v1.TestService")]
public interface ITestService
{
    ValueTask<Note> Note(Note request);
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "Note", Order = 1)]
    public Note? Next { get; set; }
}
