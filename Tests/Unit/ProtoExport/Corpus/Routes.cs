// Printed with <ProtoExportHttpRules>true</ProtoExportHttpRules>
namespace Corpus
{
    using CodeFirst.Annotations;

    /// <summary>Every form of a route.</summary>
    [ServiceContract(Name = "corpus.routes.v1.LibraryService")]
    public interface ILibraryService
    {
        /// <summary>One route.</summary>
        [NoSideEffects]
        [Http("GET /v1/books/{id}")]
        [OperationContract(Name = "GetBook")]
        ValueTask<Book> GetBookAsync(BookRequest request);

        /// <summary>A literal route beside a variable one.</summary>
        [Http("GET /v1/books/mine", ResponseBody = "books")]
        [OperationContract(Name = "ListMine")]
        ValueTask<Books> ListMineAsync(BookRequest request);

        /// <summary>Several routes with bodies of their own.</summary>
        [Http("POST /v1/books", Status = 201, Location = "/v1/books/{id}")]
        [Http("PUT /v1/shelves/{shelf.name}/books", Body = "book", Status = 201, Location = "/v1/books/{id}")]
        [Http("POST /v1/books:empty", Body = "", Status = 201, Location = "/v1/books/{id}")]
        [OperationContract(Name = "AddBook")]
        ValueTask<Book> AddBookAsync(AddBookRequest request);

        /// <summary>Variables of several segments, and a verb.</summary>
        [Http("GET /v1/{name=shelves/*/books/*}")]
        [Http("GET /v1/{name=files/**}:download")]
        [Http("GET /v1/{name=files/**}")]
        [OperationContract(Name = "ReadBook")]
        IAsyncEnumerable<Page> ReadBookAsync(ReadBookRequest request);

        /// <summary>A stream that can be continued.</summary>
        [Http("GET /v1/pages/{after}/more")]
        [Resumable("number", "after")]
        [OperationContract(Name = "MorePages")]
        IAsyncEnumerable<Page> MorePagesAsync(ReadBookRequest request);

        /// <summary>HTTP methods of other names, and an answer without a body.</summary>
        [Http("HEAD /v1/books/{id}", Status = 204)]
        [Http("* /v1/anything/{id}/*", Status = 204)]
        [Http("DELETE /v1/books/{id}/loans/{since}", Status = 204)]
        [Obsolete("Use GetBook.")]
        [OperationContract(Name = "Touch")]
        ValueTask<Books> TouchAsync(BookRequest request);

        /// <summary>Stays without a route.</summary>
        [OperationContract(Name = "Inner")]
        ValueTask<Books> InnerAsync(BookRequest request);

        /// <summary>A stream of requests.</summary>
        [Http("POST /v1/pages")]
        [OperationContract(Name = "Write")]
        ValueTask<Books> WriteAsync(IAsyncEnumerable<Page> pages);
    }

    [DataContract]
    public sealed class BookRequest
    {
        [DataMember(Name = "id", Order = 1)]
        public Guid Id { get; set; }

        [DataMember(Name = "since", Order = 2)]
        public DateTime Since { get; set; }
    }

    [DataContract]
    public sealed class AddBookRequest
    {
        [DataMember(Name = "shelf", Order = 1)]
        public Shelf? Shelf { get; set; }

        [DataMember(Name = "book", Order = 2)]
        public Book? Book { get; set; }
    }

    [DataContract]
    public sealed class ReadBookRequest
    {
        [DataMember(Name = "name", Order = 1)]
        public string Name { get; set; } = "";

        [DataMember(Name = "after", Order = 2)]
        public long After { get; set; }
    }

    [DataContract]
    public sealed class Shelf
    {
        [DataMember(Name = "name", Order = 1)]
        public string Name { get; set; } = "";
    }

    [DataContract]
    public sealed class Book
    {
        [DataMember(Name = "id", Order = 1)]
        public string Id { get; set; } = "";
    }

    [DataContract]
    public sealed class Books
    {
        [DataMember(Name = "books", Order = 1)]
        public List<Book> Items { get; } = [];
    }

    [DataContract]
    public sealed class Page
    {
        [DataMember(Name = "number", Order = 1)]
        public long Number { get; set; }

        [DataMember(Name = "text", Order = 2)]
        public string Text { get; set; } = "";
    }
}
