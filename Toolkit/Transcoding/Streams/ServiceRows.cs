using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Errors;
using Grpc.Core;

namespace CodeFirst.Transcoding.Streams;

/// <summary>Sends the messages that a method of this process streams, as they come.</summary>
/// <param name="call">The call.</param>
/// <param name="mayBeSingle">
/// Whether a method that sends one message is answered with that, and not with a stream of one: the request was one message too.
/// </param>
internal sealed class ServiceRows(ServiceCall call, bool mayBeSingle) : IAsyncDisposable
{
    private StreamAnswer? _answer = mayBeSingle ? null : Open(call);

    /// <summary>Gets whether all that came is one message, which is still in the output of the call.</summary>
    public bool IsSingle => _answer is null;

    /// <summary>Keeps rows back until <see cref="ReleaseAsync"/>: over HTTP/1.1, callers read when they have sent everything.</summary>
    public void HoldBack() => (_answer ??= Open(call)).IsHeldBack = true;

    public async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_answer is not null)
        {
            _answer.IsHeldBack = false;
            await _answer.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Sends what the method has written.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        var frames = call.Output.WrittenMemory;
        if (_answer is null)
        {
            var others = frames;
            if (!Frame.TryRead(ref others, out _) || others.IsEmpty)
            {
                return; // it may be the only one
            }

            _answer = Open(call);
        }

        var sent = frames.Length;
        try
        {
            while (Frame.TryRead(ref frames, out var message))
            {
                await _answer.WriteAsync(message, flush: true, cancellationToken);
            }
        }
        catch (RpcException exception)
        {
            call.Plan.Parts.Logger.Unwritable(call.Plan.Metadata.Route, exception);
            throw;
        }
        finally
        {
            call.Output.RemoveFirst(sent - frames.Length);
        }
    }

    public async ValueTask EndAsync(Failure? failure, bool comesBack)
    {
        _answer ??= Open(call);
        await _answer.EndAsync(failure, comesBack);
    }

    public ValueTask DisposeAsync() => _answer?.DisposeAsync() ?? default;

    private static StreamAnswer Open(ServiceCall call) => new(call.Request, call.Reply, call.Plan.Rows, call.Plan.Parts)
    {
        OnStart = () => call.Plan.Parts.Headers.Copy(call.Headers, call.Reply.Headers),
        AroundSending = call.SendAsync,
    };
}
