using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Streams;
using Grpc.Core;

namespace CodeFirst.Transcoding.Calls;

/// <summary>One call that sends several messages to a service elsewhere: a line each, or one that is the whole body.</summary>
internal sealed class ChannelUpload(ChannelCalls calls, RequestInput request, Reply reply)
{
    private readonly RoutePlan _plan = calls.Plan;
    private RequestError? _refusal;

    /// <summary>Calls a method that answers once.</summary>
    public async Task AnswerOneAsync()
    {
        var isLines = HttpBody.IsLines(request.Headers, takesLines: true);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, _plan.Parts.Stopping);
        using var call = calls.Invoker.AsyncClientStreamingCall(calls.Method, host: null, calls.OptionsOf(request, end.Token));
        using var lines = isLines ? new LineReader(_plan, request, reply) : null;
        var sending = SendAsync(lines, call.RequestStream, end);
        try
        {
            using var response = await call.ResponseAsync;
            _plan.Parts.Headers.Copy(_plan.Parts.Headers.HasResponseHeaders ? await call.ResponseHeadersAsync : null, reply.Headers);
            _plan.Answers.Write(request, reply, response.Bytes.WrittenMemory);
        }
        catch (RpcException) when (_refusal is not null)
        {
            throw _refusal;
        }
        finally
        {
            lines?.Stop();
            await end.CancelAsync();
            await sending;
        }
    }

    /// <summary>Calls a method that answers with a stream.</summary>
    public async Task AnswerStreamAsync()
    {
        var isLines = HttpBody.IsLines(request.Headers, takesLines: true);
        var accept = request.Headers.Accept;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, _plan.Parts.Stopping);
        using var call = calls.Invoker.AsyncDuplexStreamingCall(calls.Method, host: null, calls.OptionsOf(request, end.Token));
        using var lines = isLines ? new LineReader(_plan, request, reply) : null;
        if (!isLines && !RowForm.AcceptsEvents(accept) && !RowForm.AcceptsLines(accept))
        {
            await AnswerPossiblyOneAsync(call, end);

            return;
        }

        await using var answer = new StreamAnswer(request, reply, _plan.Rows, _plan.Parts) { IsHeldBack = isLines && !request.IsDuplex };
        var sending = SendAsync(lines, call.RequestStream, end, answer);
        try
        {
            await calls.SendRowsAsync(
                new RefusedReader(call.ResponseStream, () => _refusal), call.ResponseHeadersAsync, answer, end.Token, request.Aborted);
        }
        catch (RequestError error)
        {
            await answer.EndAsync(_plan.Parts.Failures.Of(error, _plan.Method), comesBack: false);
        }
        catch (OperationCanceledException) when (_refusal is { } error)
        {
            // The message was refused before anything was read.
            await answer.EndAsync(_plan.Parts.Failures.Of(error, _plan.Method), comesBack: false);
        }
        finally
        {
            lines?.Stop();
            await end.CancelAsync();
            await sending;
        }
    }

    // One message was sent: if one comes back, it is the answer. Several are a stream.
    private async Task AnswerPossiblyOneAsync(AsyncDuplexStreamingCall<WireMessage, WireMessage> call, CancellationTokenSource end)
    {
        await SendAsync(lines: null, call.RequestStream, end);
        if (_refusal is not null)
        {
            throw _refusal;
        }

        if (!await call.ResponseStream.MoveNext(end.Token))
        {
            throw new RpcException(new Status(StatusCode.Internal, "The service ended the stream without an answer."));
        }

        using var first = call.ResponseStream.Current;
        if (!await call.ResponseStream.MoveNext(end.Token))
        {
            _plan.Answers.Write(request, reply, first.Bytes.WrittenMemory);

            return;
        }

        using var second = call.ResponseStream.Current;
        await using var answer = new StreamAnswer(request, reply, _plan.Rows, _plan.Parts);
        await answer.WriteAsync(first.Bytes.WrittenMemory, flush: false, end.Token);
        await answer.WriteAsync(second.Bytes.WrittenMemory, flush: false, end.Token);
        await calls.SendRowsAsync(call.ResponseStream, call.ResponseHeadersAsync, answer, end.Token, request.Aborted);
    }

    private async Task SendAsync(
        LineReader? lines, IClientStreamWriter<WireMessage> output, CancellationTokenSource end, StreamAnswer? answer = null)
    {
        try
        {
            if (lines is null)
            {
                using var message = new WireMessage();
                await _plan.Requests.ReadAsync(request, reply, message.Bytes, end.Token);
                await output.WriteAsync(message, end.Token);
            }
            else
            {
                await SendLinesAsync(lines, output, end.Token);
            }

            await output.CompleteAsync();
            if (answer is not null)
            {
                answer.IsHeldBack = false;
                await answer.FlushAsync(end.Token);
            }
        }
        catch (RequestError error)
        {
            _refusal = error;
            await end.CancelAsync();
        }
        catch (Exception exception)
            when (exception is RpcException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // The call is over, or the caller has gone: the answer says so.
        }
    }

    private static async Task SendLinesAsync(LineReader lines, IClientStreamWriter<WireMessage> output, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var message = new WireMessage();
            if (!await lines.ReadAsync(message.Bytes, cancellationToken))
            {
                return;
            }

            await output.WriteAsync(message, cancellationToken);
        }
    }
}
