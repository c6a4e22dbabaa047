using System.Globalization;
using CodeFirst.Transcoding.Errors;
using Grpc.Core;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Makes the HTTP answer of what a method of this process, or middleware in front of it, has answered.</summary>
internal static class ServiceAnswer
{
    private const string Status = "grpc-status";
    private const string Message = "grpc-message";
    private const string Details = "grpc-status-details-bin";

    /// <summary>Answers a call that is over.</summary>
    public static async ValueTask CompleteAsync(ServiceCall call)
    {
        if (call.IsAnswered)
        {
            return;
        }

        if (call.IsAbandoned || (call.Request.Aborted.IsCancellationRequested && !call.Reply.HasStarted))
        {
            call.Abort();
            if (!call.Reply.HasStarted)
            {
                call.Reply.StatusCode = HttpStatuses.ClientClosedRequest; // nobody reads it; logs and traces do
            }

            return;
        }

        var failure = FailureOf(call);
        if (call.Rows is { IsSingle: false } rows)
        {
            if (failure is null)
            {
                await rows.SendAsync(CancellationToken.None);
            }

            await rows.EndAsync(failure, ComesBack(call, failure));
        }
        else if (failure is not null)
        {
            call.Plan.Parts.FailureWriter.Write(call.Reply, failure);
        }
        else
        {
            WriteMessage(call);
        }
    }

    /// <summary>Answers a call whose deadline is over, while the method still runs.</summary>
    public static async Task CompleteEarlyAsync(ServiceCall call)
    {
        if (call.IsAnswered || FailureOf(call) is not { } failure)
        {
            return;
        }

        call.IsAnswered = true;
        await call.SendAsync(async () =>
        {
            if (call.Rows is { IsSingle: false } rows)
            {
                await rows.EndAsync(failure, comesBack: false);
            }
            else
            {
                call.Plan.Parts.FailureWriter.Write(call.Reply, failure);
            }

            await call.CompleteReplyAsync();
        });
    }

    private static void WriteMessage(ServiceCall call)
    {
        var parts = call.Plan.Parts;
        var frames = call.Output.WrittenMemory;
        if (!call.IsInMethod)
        {
            PassOn(call);
        }
        else if (Frame.TryRead(ref frames, out var message))
        {
            parts.Headers.Copy(call.Headers, call.Reply.Headers);
            parts.Headers.Copy(call.HasTrailers ? call.Trailers : null, call.Reply.Headers);
            WriteMessage(call, message);
        }
        else
        {
            parts.FailureWriter.Write(call.Reply, NoMessage(call));
        }
    }

    private static void WriteMessage(ServiceCall call, ReadOnlyMemory<byte> message)
    {
        try
        {
            call.Plan.Answers.Write(call.Request, call.Reply, message);
        }
        catch (RpcException exception)
        {
            var parts = call.Plan.Parts;
            parts.Logger.Unwritable(call.Plan.Metadata.Route, exception);
            parts.FailureWriter.Write(
                call.Reply,
                parts.Failures.Of(exception.StatusCode, exception.Status.Detail, details: null, call.Plan.Method, isOwn: true));
        }
    }

    // Middleware has answered by itself, in its own form.
    private static void PassOn(ServiceCall call)
    {
        call.Reply.StatusCode = call.StatusCode;
        if (call.Output.Length > 0 && !call.Reply.IsHead)
        {
            call.Output.Written.CopyTo(call.Reply.Writer.GetSpan(call.Output.Length));
            call.Reply.Writer.Advance(call.Output.Length);
        }
    }

    private static Failure NoMessage(ServiceCall call) => call.Plan.Parts.Failures.Of(
        StatusCode.Internal, "The service ended the stream without an answer.", details: null, call.Plan.Method, isOwn: true);

    private static Failure? FailureOf(ServiceCall call)
    {
        var parts = call.Plan.Parts;
        if (call.Refusal is { } refusal)
        {
            if (!call.IsInMethod)
            {
                TakeOff(call.StatusHeaders); // the deadline may have passed at the same time
            }

            return parts.Failures.Of(refusal, call.Plan.Method);
        }

        var headers = call.StatusHeaders;
        if (headers[Status] is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var (message, details) = (headers[Message].ToString(), headers[Details].ToString());
            if (!call.IsInMethod)
            {
                TakeOff(headers);
            }

            return number == (int)StatusCode.OK
                ? null
                : parts.Failures.Of((StatusCode)number, Uri.UnescapeDataString(message), Decode(details), call.Plan.Method, isOwn: true);
        }

        // What is no gRPC and has a body is passed on as it is.
        return call.StatusCode >= StatusCodes.Status400BadRequest && call.Output.Length == 0
            ? parts.Failures.Of(RequestError.Of(call.StatusCode, call.Request.Verb), call.Plan.Method)
            : null;
    }

    // These middleware has written to what is the HTTP answer by now.
    private static void TakeOff(IHeaderDictionary headers)
    {
        headers.Remove(Status);
        headers.Remove(Message);
        headers.Remove(Details);
        headers.Remove("Content-Type");
    }

    private static byte[]? Decode(string base64)
    {
        if (base64.Length == 0)
        {
            return null;
        }

        var bytes = new byte[base64.Length];
        var padded = base64.PadRight((base64.Length + 3) / 4 * 4, '='); // gRPC leaves the padding out

        return Convert.TryFromBase64String(padded, bytes, out var count) ? bytes[..count] : null;
    }

    private static bool ComesBack(ServiceCall call, Failure? failure) =>
        call.Plan.Route.Answer.Resume is not null && failure is { HttpStatus: StatusCodes.Status503ServiceUnavailable };
}
