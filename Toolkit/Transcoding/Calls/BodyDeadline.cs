using CodeFirst.Transcoding.Errors;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Reads the message of a request within the deadline of its call, of which the method gets what is left.</summary>
internal static class BodyDeadline
{
    // A caller may set a deadline of days. The largest message takes as long at 7 KB a second.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Returns what is left of the deadline.</summary>
    /// <exception cref="RequestError">The request is not as the contract says, or did not come in time.</exception>
    public static async ValueTask<TimeSpan?> ReadAsync(
        RoutePlan plan, RequestInput request, Reply reply, PooledBuffer message, TimeSpan? deadline)
    {
        if (deadline is not { } time || !plan.Route.HasBody)
        {
            await plan.Requests.ReadAsync(request, reply, message, request.Aborted);

            return deadline;
        }

        request.LiftLowestRate();
        var clock = plan.Parts.Clock;
        var start = clock.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        var reading = plan.Requests.ReadAsync(request, reply, message, end.Token).AsTask();
        await reading.WaitAsync(time < Longest ? time : Longest, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!reading.IsCompleted)
        {
            await end.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw RequestError.NotInTime();
        }

        await reading;
        var left = time - clock.GetElapsedTime(start);

        return left > TimeSpan.Zero ? left : throw RequestError.NotInTime();
    }
}
