using CodeFirst.Gateway.Hosting;
using CodeFirst.Transcoding;
using Microsoft.AspNetCore.Connections;

namespace CodeFirst.Gateway.Errors;

/// <summary>Gives every request that fails, wherever it does, an answer in the form that errors of the routes have.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, TranscodingErrors errors, ILogger<ErrorAnswers> logger)
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
                response.StatusCode = StatusCodes.Status499ClientClosedRequest; // nobody reads it; logs and traces do
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

    private void AnswerStatus(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed && HttpMethods.IsOptions(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status204NoContent; // routing has set Allow

            return;
        }

        Write(context, Refusal.Of(response.StatusCode, context.Request.Method));
    }

    private void Answer(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case Refusal refusal:
                Write(context, refusal);
                break;
            case BadHttpRequestException bad:
                Write(context, Refusal.Of(bad.StatusCode, context.Request.Method));
                break;
            default:
                GatewayLog.Failed(logger, context.GetEndpoint()?.DisplayName, exception);
                Write(context, Refusal.Of(StatusCodes.Status500InternalServerError, context.Request.Method));
                break;
        }
    }

    private void Write(HttpContext context, Refusal refusal) => errors.Write(context, refusal.HttpStatus, refusal.Status);
}
