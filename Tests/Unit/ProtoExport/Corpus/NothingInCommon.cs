namespace Alpha
{
    [Service("alpha.v1.A")]
    public interface IA
    {
        ValueTask<Tools.Note> Get(Tools.Note request);
    }
}

namespace Beta
{
    [Service("beta.v1.B")]
    public interface IB
    {
        ValueTask<Tools.Note> Get(Tools.Note request);
    }
}

namespace Tools
{
    [ProtoContract]
    public sealed class Note
    {
        [ProtoMember(1, Name = "text")]
        public string Text { get; set; } = "";
    }
}
