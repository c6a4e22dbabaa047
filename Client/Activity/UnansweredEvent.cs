using CodeFirst.Contracts;

namespace CodeFirst.Client.Activity;

/// <summary>An event, and who waits for its answer.</summary>
internal sealed class UnansweredEvent(RecordActivityRequest request)
{
    private readonly TaskCompletionSource<RecordActivityResponse> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isGivenUp;

    public RecordActivityRequest Request => request;

    /// <summary>Gets whether nobody waits any more.</summary>
    public bool IsGivenUp => _isGivenUp;

    public void Answer(RecordActivityResponse response) => _answer.TrySetResult(response);

    public void Fail(Exception error)
    {
        _answer.TrySetException(error);
        _ = _answer.Task.Exception; // seen, also if nobody waits any more
    }

    public async Task<RecordActivityResponse> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _isGivenUp = true;
        }
    }
}
