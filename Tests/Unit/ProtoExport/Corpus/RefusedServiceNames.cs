namespace Corpus
{
    [Service]
    public interface ICrud<T>
        where T : class
    {
        ValueTask Save(T item);
    }

    /// <summary>Closes the generic service with a generic argument that has no name of its own.</summary>
    public interface IPages : ICrud<Page<Note>>
    {
    }

    [Service("corpus/slash.v1.TestService")]
    public interface ISlash
    {
        ValueTask<Note> Get(Note request);
    }

    [ProtoContract]
    public sealed class Page<T>
    {
        [ProtoMember(1)]
        public T? Item { get; set; }
    }

    [DataContract]
    public sealed class Note
    {
        [DataMember(Name = "text", Order = 1)]
        public string Text { get; set; } = "";
    }
}

[Service]
public interface IGreeter
{
    ValueTask<Corpus.Note> SayHello(Corpus.Note request);
}
