// Printed with <ProtoExportHttpRules>true</ProtoExportHttpRules>
namespace Corpus
{
    using Corpus.Words;

    /// <summary>Attributes of the team's own, in a package where google would be looked up first.</summary>
    [ServiceContract(Name = "corpus.google.api.NoteService")]
    public interface INoteService
    {
        [Http("GET /v1/notes/{text}")]
        [OperationContract(Name = "GetNote")]
        ValueTask<Note> GetNoteAsync(Note request);

        /// <summary>An attribute of that name with other arguments is somebody else's.</summary>
        [Other.Http(80)]
        [OperationContract(Name = "Other")]
        ValueTask<Note> OtherAsync(Note request);
    }

    [DataContract]
    public sealed class Note
    {
        [DataMember(Name = "text", Order = 1)]
        public string Text { get; set; } = "";
    }
}

namespace Corpus.Words
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class HttpAttribute(string route) : Attribute
    {
        public string Route { get; } = route;
    }
}

namespace Corpus.Other
{
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class HttpAttribute(int port) : Attribute
    {
        public int Port { get; } = port;
    }
}
