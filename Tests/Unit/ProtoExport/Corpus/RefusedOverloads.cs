namespace Corpus;

[ServiceContract(Name = "corpus.overloads.v1.TestService")]
public interface ITestService
{
    ValueTask<Note> Twice(Note request);

    ValueTask<Note> TwiceAsync(Other request);
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}

[DataContract]
public sealed class Other;
