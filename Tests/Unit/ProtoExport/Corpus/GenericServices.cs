namespace Corpus;

[Service]
public interface ICrud<T, TKey>
    where T : class
    where TKey : class
{
    /// <summary>Finds one.</summary>
    ValueTask<T> Get(TKey key);
}

/// <summary>Closes the generic service, and is none by itself.</summary>
public interface INotes : ICrud<Note, Key>;

/// <summary>Closes it for another type.</summary>
public abstract class TagStore : ICrud<Tag, Key>
{
    public abstract ValueTask<Tag> Get(Key key);
}

/// <summary>A service by itself, named as the class.</summary>
public sealed class Pinger : IGrpcService
{
    public ValueTask<Key> PingAsync(Key key) => new(key);
}

[Service("Corpus.{0}Store")]
public interface INamed<T>
    where T : class
{
    ValueTask Put(T item);
}

public interface INamedNotes : INamed<Note>;

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}

[DataContract(Name = "Label")]
public sealed class Tag
{
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; set; } = "";
}

[DataContract]
public sealed class Key
{
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; set; } = "";
}
