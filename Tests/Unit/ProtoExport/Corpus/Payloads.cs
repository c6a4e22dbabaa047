namespace Corpus;

[ServiceContract(Name = "corpus.payloads.v1.TestService")]
public interface ITestService
{
    ValueTask<int> Number(Note request);

    ValueTask<Note> Text(string request);

    Task<System.IO.Stream> Download(Note request);

    ValueTask<Plain> Plain(Note request);

    ValueTask<List<Note>> Many(Note request);

    ValueTask<Point> Struct(Note request);
}

public sealed class Plain
{
    public int Number { get; set; }
}

[DataContract]
public struct Point
{
    [DataMember(Order = 1)]
    public int X { get; set; }
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
