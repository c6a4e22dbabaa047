namespace Corpus;

[SubService]
public interface IEcho<T>
{
    /// <summary>Says it again.</summary>
    ValueTask<T> Echo(T request);
}

[ServiceContract(Name = "corpus.generic.v1.NoteEcho")]
public interface INoteEcho : IEcho<Note>
{
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
