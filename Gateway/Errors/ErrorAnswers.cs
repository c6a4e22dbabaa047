using CodeFirst.Gateway.Hosting;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;

namespace CodeFirst.Gateway.Errors;

/// <summary>Gives every request that fails, wherever it does, an answer of one form.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var response = context.Response;
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is ConnectionResetException)
        {
            // Reading a body may fail before the request is known to be aborted. Then Kestrel would read on, and log that it cannot.
            context.Abort();
            if (!response.HasStarted)
            {
                response.StatusCode = HttpStatuses.ClientClosedRequest; // nobody reads it; logs and traces do
            }

            return;
        }
        catch (Exception exception) when (!response.HasStarted)
        {
            Answer(context, exception);

            return;
        }

        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            AnswerStatus(context);
        }
    }

    private static void AnswerStatus(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed && HttpMethods.IsOptions(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status204NoContent; // routing has set Allow

            return;
        }

        ErrorJson.Write(response, Failure.Of(Refusal.Of(response.StatusCode, context.Request.Method)));
    }

    private void Answer(HttpContext context, Exception exception)
    {
        var failure = exception switch
        {
            Refusal refusal => Failure.Of(refusal),
            RpcException rpc => Failure.Of(rpc),
            BadHttpRequestException bad => Failure.Of(Refusal.Of(bad.StatusCode, context.Request.Method)),
            _ => Failure.Of(Refusal.Of(StatusCodes.Status500InternalServerError, context.Request.Method)),
        };
        logger.CallFailed(context, failure);
        if (exception is not (Refusal or RpcException or BadHttpRequestException))
        {
            GatewayLog.Failed(logger, context.GetEndpoint()?.DisplayName, exception);
        }

        ErrorJson.Write(context.Response, failure);
    }
}
