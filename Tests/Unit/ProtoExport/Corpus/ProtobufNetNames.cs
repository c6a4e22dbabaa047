namespace Corpus;

[Service("corpus.protobuf_net_names.v1.TestService")]
public interface ITestService
{
    /// <summary>Turns it around.</summary>
    [Operation("TurnAround")]
    ValueTask<Note> TurnAsync(Note request);

    ValueTask<Note> StopAsync(Note request);

    static string Help => "Not an rpc.";
}

[ProtoContract(Name = "NoteV1", ImplicitFields = ImplicitFields.AllPublic)]
public sealed class Note
{
    public int Number { get; set; }

    public string Text { get; set; } = "";

    [ProtoIgnore]
    public int Ignored { get; set; }
}
