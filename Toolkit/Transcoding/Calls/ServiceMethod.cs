using System.IO.Pipelines;
using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Streams;
using Microsoft.AspNetCore.Connections;

namespace CodeFirst.Transcoding.Calls;

/// <summary>
/// Calls a method of this process, once middleware has let the call through: reads the request, and hands it over as gRPC.
/// </summary>
internal static class ServiceMethod
{
    public static async Task CallAsync(HttpContext context, ServiceCall call)
    {
        try
        {
            if (!call.Plan.Method.IsClientStreaming)
            {
                await CallWithMessageAsync(context, call, mayBeSingle: false);
            }
            else if (!HttpBody.IsLines(call.Request.Headers, takesLines: true))
            {
                await CallWithMessageAsync(context, call, mayBeSingle: !RowForm.AcceptsLines(call.Request.Headers.Accept));
            }
            else
            {
                await CallWithLinesAsync(context, call);
            }
        }
        catch (RequestError error)
        {
            call.Refusal = error;
        }
        catch (Exception exception)
            when (!call.IsInMethod && (exception is ConnectionResetException || call.Request.Aborted.IsCancellationRequested))
        {
            call.IsAbandoned = true;
        }
        catch (OperationCanceledException) when (call.IsAnswered)
        {
            // The deadline was over before the request had come.
        }
    }

    private static async Task CallWithMessageAsync(HttpContext context, ServiceCall call, bool mayBeSingle)
    {
        var deadline = DeadlineOf(call);
        var start = Frame.Begin(call.Input);
        var left = await BodyDeadline.ReadAsync(call.Plan, call.Request, call.Reply, call.Input, deadline);
        Frame.End(call.Input, start);

        OpenRows(call, mayBeSingle);
        call.EnterMethod(Metadata(call, left), new MemoryInput(call.Input.WrittenMemory));
        await call.Method(context);
    }

    private static async Task CallWithLinesAsync(HttpContext context, ServiceCall call)
    {
        RequestLimits.Lift(context);
        var deadline = DeadlineOf(call);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Request.Aborted);
        using var lines = new LineReader(call.Plan, call.Request, call.Reply);
        var pipe = new Pipe();
        OpenRows(call, mayBeSingle: false);
        if (call.Rows is not null && !call.Request.IsDuplex)
        {
            call.Rows.HoldBack();
        }

        call.RequestAborted = end.Token;
        call.EnterMethod(Metadata(call, deadline), pipe.Reader);
        var sending = SendLinesAsync(call, lines, pipe.Writer, end);
        try
        {
            await call.Method(context);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            lines.Stop();
            await sending;
        }
    }

    private static async Task SendLinesAsync(ServiceCall call, LineReader lines, PipeWriter output, CancellationTokenSource end)
    {
        using var frame = new PooledBuffer();
        try
        {
            while (true)
            {
                frame.Clear();
                var start = Frame.Begin(frame);
                if (!await lines.ReadAsync(frame, end.Token))
                {
                    break;
                }

                Frame.End(frame, start);
                if ((await output.WriteAsync(frame.WrittenMemory, end.Token)).IsCompleted)
                {
                    return; // the method reads no more
                }
            }

            await output.CompleteAsync();
            if (call.Rows is not null)
            {
                await call.Rows.ReleaseAsync(end.Token);
            }
        }
        catch (RequestError error)
        {
            call.Refusal = error;
            await EndAsync(new OperationCanceledException());
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            await EndAsync(exception);
        }

        async ValueTask EndAsync(Exception exception)
        {
            await end.CancelAsync();
            await output.CompleteAsync(exception);
        }
    }

    private static void OpenRows(ServiceCall call, bool mayBeSingle)
    {
        if (call.Plan.Method.IsServerStreaming)
        {
            call.Rows = new ServiceRows(call, mayBeSingle && !RowForm.AcceptsEvents(call.Request.Headers.Accept));
        }
    }

    private static TimeSpan? DeadlineOf(ServiceCall call) => CallDeadline.Read(
        call.Request.Headers, call.Plan.IsStream ? null : call.Plan.Parts.Options.Deadline);

    private static IHeaderDictionary Metadata(ServiceCall call, TimeSpan? deadline)
    {
        var metadata = call.Plan.Parts.Headers.ForMethod(call.Request.Headers);
        if (deadline is { } time)
        {
            metadata[CallDeadline.Header] = CallDeadline.Write(time);
        }

        return metadata;
    }
}
