namespace Corpus;

[ServiceContract(Name = "Plain")]
public interface IPlain
{
    ValueTask<Note> Get(Note request);
}

[DataContract]
public sealed class Note
{
    [DataMember(Name = "at", Order = 1)]
    public DateTime? At { get; set; }

    [DataMember(Name = "next", Order = 2)]
    public Note? Next { get; set; }
}
