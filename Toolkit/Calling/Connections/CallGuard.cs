using System.Net;
using CodeFirst.Calling.Calls;
using Grpc.Core;

namespace CodeFirst.Calling.Connections;

/// <summary>
/// Stands between gRPC and HTTP where they do not fit. A connection lost in good order is UNAVAILABLE, and the call is tried again;
/// gRPC would say INTERNAL. A web page, or the way to one, is INTERNAL; gRPC would say CANCELLED, as if the caller had. What the front
/// end of Cloud Run refuses says what it lacks.
/// </summary>
internal sealed class CallGuard(CallPolicy policy, string? audience) : DelegatingHandler
{
    private const string GrpcContent = "application/grpc";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        policy.CountSent();
        if (request.Content is { } content)
        {
            request.Content = new NeverEmptyContent(content);
        }

        HttpResponseMessage answer;
        try
        {
            answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (NoConnectionException.Is(failure))
        {
            throw NoConnectionException.Unavailable(failure);
        }
        catch (HttpRequestException failure) when (LostConnection.Is(failure))
        {
            throw new RpcException(LostConnection.Status(failure));
        }
        catch (OperationCanceledException late)
            when (late.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // SocketsHttpHandler reports its ConnectTimeout like this, and gRPC would say CANCELLED.
            throw NoConnectionException.Unavailable(late.InnerException ?? late);
        }

        if (Problem(answer) is not { } problem)
        {
            return answer;
        }

        answer.Dispose();

        throw new RpcException(problem);
    }

    private Status? Problem(HttpResponseMessage answer)
    {
        if (answer.Headers.NonValidated.Contains("grpc-status"))
        {
            return null;
        }

        return answer.StatusCode switch
        {
            < HttpStatusCode.BadRequest when !IsGrpc(answer) => new Status(
                StatusCode.Internal,
                "The response is not gRPC: its content type is not application/grpc. Is Address the address of the service?"),
            HttpStatusCode.Unauthorized => new Status(
                StatusCode.Unauthenticated, $"The call was refused with HTTP 401 before it reached the service. {Remedy}"),
            HttpStatusCode.Forbidden => new Status(
                StatusCode.PermissionDenied,
                "The call was refused with HTTP 403 before it reached the service. Does the caller have the role roles/run.invoker? "
                + Remedy),
            _ => null,
        };
    }

    private string Remedy => audience is null
        ? "It had no ID token: if the service needs one, set Audience and do not set Anonymous."
        : $"Its ID token is for \"{audience}\": is that an audience of the service?";

    private static bool IsGrpc(HttpResponseMessage answer) =>
        answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types)
        && types.ToString().StartsWith(GrpcContent, StringComparison.OrdinalIgnoreCase);
}
