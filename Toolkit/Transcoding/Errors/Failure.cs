using Google.Rpc;
using Status = Google.Rpc.Status;

namespace CodeFirst.Transcoding.Errors;

/// <summary>What a caller is told: an HTTP status and a google.rpc.Status.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Status">What the body says.</param>
/// <param name="Cause">
/// What an operator has to know and callers are not told: the status as it came, if the service or the way to it failed. Null if the
/// request is to blame.
/// </param>
internal sealed record Failure(int HttpStatus, Status Status, string? Cause = null)
{
    /// <summary>Gets how long to wait before another attempt, if the service says so.</summary>
    public TimeSpan? RetryAfter
    {
        get
        {
            foreach (var detail in Status.Details)
            {
                if (detail.TryUnpack<RetryInfo>(out var retry))
                {
                    return retry.RetryDelay?.ToTimeSpan();
                }
            }

            return null;
        }
    }
}
