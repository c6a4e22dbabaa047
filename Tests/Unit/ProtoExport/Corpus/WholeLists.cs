namespace Corpus;

[Service("corpus.whole_lists.v1.TestService")]
public interface ITestService
{
    /// <summary>Returns the notes again.</summary>
    ValueTask<Note[]> Echo(Note[] notes);

    ValueTask<HashSet<Note>> Distinct(Notes notes);

    ValueTask<List<string>> Texts(string[] texts);

    ValueTask<IList<byte[]>> Pictures(List<double> sizes);

    ValueTask<ICollection<Color>> Colors(Dictionary<int, long> counts);

    ValueTask<IReadOnlyDictionary<string, Note>> ByText(IDictionary<string, Color> colors);

    IAsyncEnumerable<List<Note>> Batches(IAsyncEnumerable<IReadOnlyList<bool>> flags);

    ValueTask<NoteList> Wrapped(Note note);
}

/// <summary>A list by another name.</summary>
public sealed class Notes : List<Note>;

[ProtoContract]
public sealed class Note
{
    [ProtoMember(1, Name = "text")]
    public string Text { get; set; } = "";
}

/// <summary>Has the name that a list of notes would get.</summary>
[ProtoContract]
public sealed class NoteList
{
    [ProtoMember(1, Name = "notes")]
    public List<Note> Notes { get; set; } = [];
}

public enum Color
{
    [ProtoEnum(Name = "COLOR_NONE")]
    None,

    [ProtoEnum(Name = "COLOR_RED")]
    Red,
}
