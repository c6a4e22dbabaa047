namespace Corpus;

[SubService]
public interface IPing
{
    /// <summary>Answers.</summary>
    ValueTask<Note> Ping(Note request);
}

[ServiceContract(Name = "corpus.inherited.v1.BaseService")]
public interface IBaseService
{
    ValueTask<Note> Base(Note request);
}

[ServiceContract(Name = "corpus.inherited.v1.DerivedService")]
public interface IDerivedService : IBaseService, IPing
{
    ValueTask<Note> Own(Note request);
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
