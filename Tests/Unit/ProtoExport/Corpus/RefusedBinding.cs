namespace Corpus;

[Service("corpus.binding.v1.TestService")]
[SubService]
public interface ITestService
{
    ValueTask<Note> Get(Note request);
}

[Service("corpus.binding.v1.Other")]
public interface IOther
{
    ValueTask<Note> Get(in Note request);
}

[ProtoContract]
public sealed class Note
{
    [ProtoMember(1)]
    public string Text { get; set; } = "";
}
