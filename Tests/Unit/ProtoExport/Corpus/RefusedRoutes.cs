namespace Corpus
{
    using CodeFirst.Annotations;

    [ServiceContract(Name = "corpus.routes.v1.RefusedService")]
    public interface IRefusedService
    {
        [Http("/v1/notes")]
        ValueTask<Note> NoVerb(Note request);

        [Http("get /v1/notes")]
        ValueTask<Note> SmallVerb(Note request);

        [Http("GET v1/notes")]
        ValueTask<Note> NoSlash(Note request);

        [Http("GET /v1/notes/")]
        ValueTask<Note> SlashAtTheEnd(Note request);

        [Http("GET /v1//notes")]
        ValueTask<Note> EmptySegment(Note request);

        [Http("GET /v1/../notes")]
        ValueTask<Note> Dots(Note request);

        [Http("GET /v1/notes?text={text}")]
        ValueTask<Note> Query(Note request);

        [Http("GET /v1/a%20b")]
        ValueTask<Note> Percent(Note request);

        [Http("GET /v1/{text")]
        ValueTask<Note> OpenBrace(Note request);

        [Http("GET /v1/{text={size}}")]
        ValueTask<Note> BraceInBrace(Note request);

        [Http("GET /v1/{}")]
        ValueTask<Note> NoName(Note request);

        [Http("GET /v1/{text=}")]
        ValueTask<Note> NoPattern(Note request);

        [Http("GET /v1/{text=**}/more")]
        ValueTask<Note> RestInTheMiddle(Note request);

        [Http("GET /v1/notes:")]
        ValueTask<Note> NoPathVerb(Note request);

        [Http("GET /v1/{text}/{text}")]
        ValueTask<Note> Twice(Note request);

        [Http("GET /v1/books/ext-{text}")]
        ValueTask<Note> PartOfSegment(Note request);

        [Http("GET /v1/books/{text}.{size}")]
        ValueTask<Note> TwoInOneSegment(Note request);

        [Http("GET /v1/books/a*")]
        ValueTask<Note> StarInSegment(Note request);

        [Http("GET /v2/{Text}")]
        ValueTask<Note> NoField(Note request);

        [Http("GET /v2/{author.email}")]
        ValueTask<Note> NoNestedField(Note request);

        [Http("GET /v2/{text.length}")]
        ValueTask<Note> FieldOfAScalar(Note request);

        [Http("GET /v2/{time.seconds}")]
        ValueTask<Note> FieldOfAValue(Note request);

        [Http("GET /v2/a/{author}")]
        ValueTask<Note> MessageInPath(Note request);

        [Http("GET /v2/b/{tags}")]
        ValueTask<Note> RepeatedInPath(Note request);

        [Http("GET /v2/c/{counts}")]
        ValueTask<Note> MapInPath(Note request);

        [Http("GET /v3/notes/{text}")]
        ValueTask<Note> First(Note request);

        [Http("GET /v3/notes/{author.name}")]
        ValueTask<Note> Second(Note request);

        [Http("* /v3/notes/*")]
        ValueTask<Note> AnyVerb(Note request);

        [Http("GET /v4/notes", Body = "*")]
        ValueTask<Note> BodyOnGet(Note request);

        [Http("POST /v4/a", Body = "title")]
        ValueTask<Note> NoBodyField(Note request);

        [Http("POST /v4/{text}/b", Body = "text")]
        ValueTask<Note> InPathAndBody(Note request);

        [Http("GET /v4/c")]
        ValueTask<Note> StreamWithoutBody(IAsyncEnumerable<Note> request);

        [Http("GET /v4/d", ResponseBody = "items")]
        ValueTask<Note> NoResponseField(Note request);

        [Http("POST /v5/a", Status = 404)]
        ValueTask<Note> ErrorStatus(Note request);

        [Http("POST /v5/b", Location = "/v5/{text}")]
        ValueTask<Note> LocationWithoutStatus(Note request);

        [Http("POST /v5/c", Status = 201, Location = "/v5/{id}")]
        ValueTask<Note> NoLocationField(Note request);

        [Http("POST /v5/d", Status = 201, Location = "/v5/x-{text}")]
        ValueTask<Note> PartOfLocation(Note request);

        [Http("POST /v5/e", Status = 201)]
        [Http("PUT /v5/e")]
        ValueTask<Note> Disagree(Note request);

        [Http("POST /v5/f", Status = 201)]
        IAsyncEnumerable<Note> StatusOfStream(Note request);

        [Http("POST /v5/g", Status = 204, ResponseBody = "text")]
        ValueTask<Note> BodyWithoutContent(Note request);

        [Resumable("size", "size")]
        ValueTask<Note> ResumeWithoutStream(Note request);

        [Resumable("number", "author")]
        IAsyncEnumerable<Note> NoMark(Note request);
    }

    [DataContract]
    public sealed class Note
    {
        [DataMember(Name = "text", Order = 1)]
        public string Text { get; set; } = "";

        [DataMember(Name = "size", Order = 2)]
        public int Size { get; set; }

        [DataMember(Name = "author", Order = 3)]
        public Author? Author { get; set; }

        [DataMember(Name = "tags", Order = 4)]
        public List<string> Tags { get; } = [];

        [DataMember(Name = "counts", Order = 5)]
        public Dictionary<string, int> Counts { get; } = [];

        [DataMember(Name = "time", Order = 6)]
        public DateTime Time { get; set; }
    }

    [DataContract]
    public sealed class Author
    {
        [DataMember(Name = "name", Order = 1)]
        public string Name { get; set; } = "";
    }
}
