using System.Buffers;
using CodeFirst.Mcp.Protocol;
using CodeFirst.Mcp.Safety;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Mcp.Transports;

/// <summary>
/// The protocol over HTTP (Streamable HTTP, without sessions): a request has one message, and is answered with one, or with events if the
/// client wants to know the progress of a stream.
/// </summary>
internal sealed class HttpEndpoint(ToolServer server, RequestGuard guard, McpToolsOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var lease = guard.Admit(context, out var refused);
        try
        {
            await AnswerAsync(context, refused);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has closed the connection, which cancels the call: nobody waits for an answer.
        }
    }

    private async Task AnswerAsync(HttpContext context, RpcError? refused)
    {
        refused ??= RefuseForm(context.Request);
        if (refused is not null)
        {
            await WriteAsync(context, default, refused);

            return;
        }

        if (await ReadAsync(context) is not { } body)
        {
            await WriteAsync(context, default, RpcError.Refused(
                StatusCodes.Status413PayloadTooLarge,
                $"The message is too large: see {nameof(McpToolsOptions)}.{nameof(options.MaxRequestBytes)}."));

            return;
        }

        var message = RpcReader.Read(body);
        var problem = message.Problem ?? RequestMetadata.Check(message, context.Request.Headers);
        if (problem is not null)
        {
            await WriteAsync(context, message.Id, problem);
        }
        else if (message.IsNotification)
        {
            // Without sessions, a client cancels a request by closing its connection: there is nothing to be told.
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        else
        {
            await AnswerAsync(context, message);
        }
    }

    private async Task AnswerAsync(HttpContext context, RpcMessage message)
    {
        var events = message.ProgressToken.IsEmpty || !Accepts(context.Request, "text/event-stream")
            ? null
            : new EventStream(context.Response);
        var answer = await server.AnswerAsync(
            message,
            context,
            events is null ? null : count => events.SendAsync(output => RpcJson.WriteProgress(output, message.ProgressToken, count)),
            context.RequestAborted);
        if (context.Response.HasStarted && events is not null)
        {
            await events.SendAsync(output => RpcJson.WriteAnswer(output, message.Id, answer));
        }
        else
        {
            await WriteAsync(context, message.Id, answer);
        }
    }

    private static RpcError? RefuseForm(HttpRequest request) =>
        !request.HasJsonContentType()
            ? RpcError.Refused(StatusCodes.Status415UnsupportedMediaType, "Send the message as application/json.")
            : !Accepts(request, "application/json")
                ? RpcError.Refused(StatusCodes.Status406NotAcceptable, "Accept application/json, and text/event-stream for progress.")
                : null;

    private static bool Accepts(HttpRequest request, string type)
    {
        var accepted = request.Headers.Accept.ToString();

        return accepted.Length == 0
            || accepted.Contains(type, StringComparison.OrdinalIgnoreCase)
            || accepted.Contains("*/*", StringComparison.Ordinal)
            || accepted.Contains($"{type.AsSpan(0, type.IndexOf('/', StringComparison.Ordinal))}/*", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the body; null if it is over the limit.</summary>
    private async ValueTask<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // the limit is checked here
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > options.MaxRequestBytes)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);

                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> id, RpcAnswer answer)
    {
        context.Response.StatusCode = answer.Error?.HttpStatus ?? StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        RpcJson.WriteAnswer(context.Response.BodyWriter, id, answer);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
