using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Streams;
using Grpc.Core;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Calls a method of a service elsewhere, with the bytes of messages as they are.</summary>
internal sealed class ChannelCalls(RoutePlan plan, CallInvoker invoker)
{
    private readonly CallParts _parts = plan.Parts;

    private readonly Method<WireMessage, WireMessage> _method = new(
        (plan.Method.IsClientStreaming, plan.Method.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (false, true) => MethodType.ServerStreaming,
            (true, false) => MethodType.ClientStreaming,
            _ => MethodType.DuplexStreaming,
        },
        plan.Method.Service.FullName,
        plan.Method.Name,
        WireMessage.Marshaller,
        WireMessage.Marshaller);

    public Task AnswerAsync(RequestInput request, Reply reply) => _method.Type switch
    {
        MethodType.Unary => AnswerOneAsync(request, reply),
        MethodType.ServerStreaming => AnswerStreamAsync(request, reply),
        MethodType.ClientStreaming => new ChannelUpload(this, request, reply).AnswerOneAsync(),
        _ => new ChannelUpload(this, request, reply).AnswerStreamAsync(),
    };

    public RoutePlan Plan => plan;

    public CallInvoker Invoker => invoker;

    public Method<WireMessage, WireMessage> Method => _method;

    /// <summary>Returns what the caller is told of a call that failed, and logs what an operator has to know.</summary>
    public Failure FailureOf(RpcException error) => _parts.Failures.Of(error, plan.Metadata.Route, plan.Method);

    public CallOptions OptionsOf(RequestInput request, CancellationToken cancellationToken) =>
        OptionsOf(request, DeadlineOf(request), cancellationToken);

    /// <summary>Sends the messages of a service as they come.</summary>
    public async Task SendRowsAsync(
        IAsyncStreamReader<WireMessage> messages,
        Task<Metadata> headers,
        StreamAnswer answer,
        CancellationToken end,
        CancellationToken aborted)
    {
        try
        {
            if (_parts.Options.WaitsForResponseHeaders && !answer.IsStarted)
            {
                answer.HoldStart();
                await headers;
                answer.AllowStart();
            }

            while (true)
            {
                var next = messages.MoveNext(end);
                if (!next.IsCompleted)
                {
                    await answer.FlushAsync(end);
                }

                if (!await next)
                {
                    break;
                }

                using var message = messages.Current;
                if (!answer.IsStarted && _parts.Headers.HasResponseHeaders)
                {
                    answer.Metadata = await headers;
                }

                await answer.WriteAsync(message.Bytes.WrittenMemory, flush: false, end);
            }

            await answer.EndAsync(failure: null, comesBack: false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or RpcException
            && _parts.Stopping.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            var failure = _parts.Failures.Of(RequestError.Stopping(), plan.Method);
            await answer.EndAsync(failure, comesBack: plan.Route.Answer.Resume is not null);
        }
        catch (RpcException exception) when (!aborted.IsCancellationRequested)
        {
            var comesBack = exception.StatusCode == StatusCode.Unavailable && plan.Route.Answer.Resume is not null;
            await answer.EndAsync(FailureOf(exception), comesBack);
        }
    }

    private TimeSpan? DeadlineOf(RequestInput request) =>
        CallDeadline.Read(request.Headers, plan.IsStream ? null : _parts.Options.Deadline);

    private CallOptions OptionsOf(RequestInput request, TimeSpan? deadline, CancellationToken cancellationToken) => new(
        _parts.Headers.ForChannel(request.Headers),
        deadline is { } time ? _parts.Clock.GetUtcNow().UtcDateTime + time : null,
        cancellationToken);

    /// <summary>Reads the message, and returns what is left of the deadline.</summary>
    private ValueTask<TimeSpan?> ReadAsync(RequestInput request, Reply reply, WireMessage message) =>
        BodyDeadline.ReadAsync(plan, request, reply, message.Bytes, DeadlineOf(request));

    private async Task AnswerOneAsync(RequestInput request, Reply reply)
    {
        using var message = new WireMessage();
        var options = OptionsOf(request, await ReadAsync(request, reply, message), request.Aborted);
        using var call = invoker.AsyncUnaryCall(_method, host: null, options, message);
        using var response = await call.ResponseAsync;
        if (_parts.Headers.HasResponseHeaders)
        {
            _parts.Headers.Copy(await call.ResponseHeadersAsync, reply.Headers);
            _parts.Headers.Copy(call.GetTrailers(), reply.Headers);
        }

        plan.Answers.Write(request, reply, response.Bytes.WrittenMemory);
    }

    private async Task AnswerStreamAsync(RequestInput request, Reply reply)
    {
        using var message = new WireMessage();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, _parts.Stopping);
        var options = OptionsOf(request, await ReadAsync(request, reply, message), end.Token);
        using var call = invoker.AsyncServerStreamingCall(_method, host: null, options, message);
        await using var answer = new StreamAnswer(request, reply, plan.Rows, _parts);
        await SendRowsAsync(call.ResponseStream, call.ResponseHeadersAsync, answer, end.Token, request.Aborted);
    }
}
