namespace Corpus;

public interface IForgotten
{
    ValueTask<Note> Forgotten(Note request);
}

[ServiceContract(Name = "corpus.methods.v1.TestService")]
public interface ITestService : IForgotten
{
    ValueTask<Note> TwoMessages(Note first, Note second);

    ValueTask<Note> Generic<T>(Note request);

    int Count { get; }

    ValueTask<Note> Served(Note request);
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
