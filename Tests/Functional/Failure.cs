using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Functional;

/// <summary>The error of a call, as its caller sees it.</summary>
internal sealed class Failure
{
    private readonly RpcException _exception;
    private readonly Google.Rpc.Status _status;

    private Failure(RpcException exception)
    {
        _exception = exception;
        _status = exception.GetRpcStatus() ?? throw new AssertionException($"{exception.Status} has no details.");
    }

    public string Message => _exception.Status.Detail;

    public IEnumerable<string> Fields => BadRequest.FieldViolations.Select(violation => violation.Field);

    private BadRequest BadRequest => _status.GetDetail<BadRequest>() ?? throw new AssertionException($"{_status} has no BadRequest.");

    public static Task<Failure> OfAsync<T>(ValueTask<T> call) => OfAsync(call.AsTask());

    public static async Task<Failure> OfAsync(Task call) =>
        new((await FluentActions.Awaiting(() => call.WaitAsync(TimeSpan.FromSeconds(20))).Should().ThrowAsync<RpcException>()).Which);

    /// <summary>What a stream ends with, after whatever it sends before.</summary>
    public static Task<Failure> OfAsync<T>(IAsyncEnumerable<T> stream) => OfAsync(stream.CountAsync());

    public override string ToString() => $"{_exception.Status} {_status} {string.Join(' ', _exception.Trailers)}";

    /// <summary>Asserts what every error has: status, text, and an ErrorInfo with a reason; in the details as in the trailers.</summary>
    public Failure ShouldBe(StatusCode code, string message, string reason)
    {
        (_exception.StatusCode, _exception.Status.Detail).Should().Be((code, message));
        ((StatusCode)_status.Code, _status.Message).Should().Be((code, message));
        var info = _status.GetDetail<ErrorInfo>();
        (info?.Reason, info?.Domain).Should().Be((reason, "userservice"));

        return this;
    }

    public void ShouldBeUserNotFound(string id)
    {
        ShouldBe(StatusCode.NotFound, $"No user has the id '{id}'.", "USER_NOT_FOUND");
        _status.GetDetail<ErrorInfo>().Metadata.Should().Contain("id", id);
        var resource = _status.GetDetail<ResourceInfo>();
        (resource?.ResourceType, resource?.ResourceName).Should().Be(("userservice.User", id));
    }

    public void ShouldBeEmailTaken()
    {
        ShouldBe(StatusCode.AlreadyExists, "Another user has this e-mail address.", "EMAIL_TAKEN");
        _status.GetDetail<ErrorInfo>().Metadata.Should().Contain("field", "email");
        _status.GetDetail<ResourceInfo>()?.ResourceType.Should().Be("userservice.User");
    }

    public void ShouldBeStaleETag(string id)
    {
        ShouldBe(
            StatusCode.Aborted,
            $"The user '{id}' has changed since the etag was read. Read the user again and decide anew.",
            "ETAG_MISMATCH");
        _status.GetDetail<ErrorInfo>().Metadata.Should().Contain("id", id);
    }

    /// <summary>Asserts INVALID_ARGUMENT with exactly these violations, each in the message and in the details.</summary>
    public void ShouldBeInvalid(params (string Field, string Description)[] violations)
    {
        ShouldBe(
            StatusCode.InvalidArgument,
            string.Join(' ', violations.Select(violation => $"{violation.Field}: {violation.Description}")),
            "INVALID_FIELDS");
        BadRequest.FieldViolations.Select(violation => (violation.Field, violation.Description)).Should().Equal(violations);
        _status.GetDetail<ErrorInfo>().Metadata.Should().Contain("fields", string.Join(',', Fields));
    }

    /// <summary>Asserts that the caller is told to call again.</summary>
    public void ShouldSayRetry()
    {
        _status.GetDetail<RetryInfo>().Should().NotBeNull();
    }
}
