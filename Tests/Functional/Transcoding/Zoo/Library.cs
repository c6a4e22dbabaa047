using CodeFirst.Hosting;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

/// <summary>Answers with what it was asked, so that a test sees what has arrived.</summary>
public class Library(LibraryWatch watch) : ILibrary
{
    private const string NoBook = "\u0007";

    public ValueTask<Book> GetBookAsync(GetBookRequest request) =>
        ValueTask.FromResult(new Book { Name = request.Name, Title = "<A & B>", Pages = 9007199254740993, Etag = "\"1\"" });

    public ValueTask<ListBooksResponse> ListBooksAsync(ListBooksRequest request) => ValueTask.FromResult(new ListBooksResponse
    {
        Books = [.. Enumerable.Range(1, request.PageSize).Select(i => new Book { Name = $"{request.Shelf}/{i}" })],
        NextPageToken = request.PageToken.Length == 0 && request.PageSize > 0 ? "a&b" : "",
    });

    public ValueTask<Book> CreateBookAsync(CreateBookRequest request) => ValueTask.FromResult(new Book
    {
        Name = $"{request.Shelf} {request.Book?.Name}",
        Title = request.Book?.Title ?? "none",
        Pages = request.Book?.Pages ?? 0,
        Etag = request.RequestId,
    });

    public ValueTask<Book> UpdateBookAsync(UpdateBookRequest request) =>
        ValueTask.FromResult(new Book { Name = request.Id, Title = $"{request.Title} {request.Etag}{request.RequestId}".Trim() });

    public ValueTask<DeleteBookResponse> DeleteBookAsync(DeleteBookRequest request) => ValueTask.FromResult(new DeleteBookResponse());

    public ValueTask<Said> GetFileAsync(FileRequest request) => Say($"file {request.Name}");

    public ValueTask<Said> DownloadFileAsync(FileRequest request) => Say($"download {request.Name}");

    public ValueTask<Said> GetReaderAsync(ReaderRequest request) => Say($"reader {request.ReaderId ?? request.Email}");

    public ValueTask<Said> GetMeAsync(MeRequest request) => Say("me");

    public ValueTask<Said> LockAsync(LockRequest request) => Say($"lock {request.Id}");

    public async ValueTask<Said> DescribeAsync(DescribeRequest request, CallContext context = default)
    {
        var call = context.ServerCallContext!;
        await call.WriteResponseHeadersAsync([new("x-shown", "shown"), new("x-hidden", "hidden")]);
        if (request.PauseMs > 0)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(request.PauseMs));
            await timer.WaitForNextTickAsync(context.CancellationToken);
        }

        var headers = call.RequestHeaders.Select(header => $"{header.Key}={header.Value}").Order();
        var deadline = call.Deadline == DateTime.MaxValue ? "none" : "some";

        return new Said { Text = $"{call.Method} deadline={deadline} {string.Join(' ', headers)}" };
    }

    public ValueTask<Said> FailAsync(FailRequest request, CallContext context = default) => throw Failure(request.How);

    public async IAsyncEnumerable<LibraryEvent> FollowAsync(FollowRequest request, CallContext context = default)
    {
        for (var i = 1; i <= request.Count; i++)
        {
            yield return new LibraryEvent { Sequence = request.After + i, Text = $"event {request.After + i}" };
        }

        switch (request.End)
        {
            case "":
                break;
            case "wait":
                await watch.WaitAsync(context.CancellationToken);
                break;
            default:
                throw Failure(request.End);
        }
    }

    public async ValueTask<Said> AddBooksAsync(IAsyncEnumerable<AddBookRequest> requests, CallContext context = default)
    {
        var titles = new List<string>();
        var isCut = true;
        try
        {
            await foreach (var request in requests)
            {
                titles.Add($"{request.Shelf}/{request.Title}");
            }

            isCut = false;
        }
        finally
        {
            watch.Ended.TrySetResult(isCut);
        }

        return new Said { Text = titles.Count < 100 ? string.Join(' ', titles) : $"{titles.Count} books" };
    }

    public async IAsyncEnumerable<ChatMessage> ChatAsync(IAsyncEnumerable<ChatMessage> messages, CallContext context = default)
    {
        await foreach (var message in messages)
        {
            for (var i = 0; i < (message.Text == "twice" ? 2 : message.Text == "never" ? 0 : 1); i++)
            {
                yield return message with { Text = $"re: {message.Text}" };
            }
        }
    }

    public ValueTask<Said> SearchAsync(SearchRequest request) =>
        Say($"{request.Text} {string.Join('+', request.Tags)} {request.Page?.PageSize}");

    public ValueTask<Said> MisleadAsync(MeRequest request) => Say(NoBook);

    public async IAsyncEnumerable<Said> MisleadOftenAsync(FollowRequest request)
    {
        for (var i = 0; i < request.Count; i++)
        {
            yield return new Said();
        }

        yield return await Say(NoBook);
    }

    public ValueTask<Said> UnroutedAsync(FileRequest request) => Say($"unrouted {request.Name}");

    private static ValueTask<Said> Say(string text) => ValueTask.FromResult(new Said { Text = text });

    private static RpcException Failure(string how) => how switch
    {
        "missing" => RpcErrors.NotFound("Book", "7"),
        "invalid" => RpcErrors.InvalidArgument(new FieldViolations { { "title", "Must not be <empty>." } }),
        "away" => RpcErrors.Unavailable("SHUT", "Shut.", TimeSpan.FromSeconds(2)),
        "plain" => new RpcException(new Status(StatusCode.FailedPrecondition, "100% plain, ä.")),
        _ => throw new InvalidOperationException("secret"),
    };
}
