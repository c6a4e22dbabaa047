using System.ServiceModel;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

/// <summary>A contract with a route of every kind; <c>library.proto</c> says them.</summary>
[ServiceContract(Name = "library.v1.Library")]
public interface ILibrary
{
    [OperationContract(Name = "GetBook")]
    ValueTask<Book> GetBookAsync(GetBookRequest request);

    [OperationContract(Name = "ListBooks")]
    ValueTask<ListBooksResponse> ListBooksAsync(ListBooksRequest request);

    [OperationContract(Name = "CreateBook")]
    ValueTask<Book> CreateBookAsync(CreateBookRequest request);

    [OperationContract(Name = "UpdateBook")]
    ValueTask<Book> UpdateBookAsync(UpdateBookRequest request);

    [OperationContract(Name = "DeleteBook")]
    ValueTask<DeleteBookResponse> DeleteBookAsync(DeleteBookRequest request);

    [OperationContract(Name = "GetFile")]
    ValueTask<Said> GetFileAsync(FileRequest request);

    [OperationContract(Name = "DownloadFile")]
    ValueTask<Said> DownloadFileAsync(FileRequest request);

    [OperationContract(Name = "GetReader")]
    ValueTask<Said> GetReaderAsync(ReaderRequest request);

    [OperationContract(Name = "GetMe")]
    ValueTask<Said> GetMeAsync(MeRequest request);

    [OperationContract(Name = "Lock")]
    ValueTask<Said> LockAsync(LockRequest request);

    [OperationContract(Name = "Describe")]
    ValueTask<Said> DescribeAsync(DescribeRequest request, CallContext context = default);

    [OperationContract(Name = "Fail")]
    ValueTask<Said> FailAsync(FailRequest request, CallContext context = default);

    [OperationContract(Name = "Follow")]
    IAsyncEnumerable<LibraryEvent> FollowAsync(FollowRequest request, CallContext context = default);

    [OperationContract(Name = "AddBooks")]
    ValueTask<Said> AddBooksAsync(IAsyncEnumerable<AddBookRequest> requests, CallContext context = default);

    [OperationContract(Name = "Chat")]
    IAsyncEnumerable<ChatMessage> ChatAsync(IAsyncEnumerable<ChatMessage> messages, CallContext context = default);

    [OperationContract(Name = "Search")]
    ValueTask<Said> SearchAsync(SearchRequest request);

    [OperationContract(Name = "Mislead")]
    ValueTask<Said> MisleadAsync(MeRequest request);

    [OperationContract(Name = "MisleadOften")]
    IAsyncEnumerable<Said> MisleadOftenAsync(FollowRequest request);

    [OperationContract(Name = "Unrouted")]
    ValueTask<Said> UnroutedAsync(FileRequest request);
}
