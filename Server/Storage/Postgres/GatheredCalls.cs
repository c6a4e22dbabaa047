namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Runs calls that have gathered as one, and gives each its answer. If it is refused because of one of them, that one fails alone.
/// </summary>
internal sealed class GatheredCalls<TRequest, TAnswer>
{
    private const int MaxWaiting = 4096;

    private readonly Func<List<TRequest>, Task<IEnumerable<TAnswer>>> _work;
    private readonly Gatherer<Call> _calls;

    /// <param name="maxRuns">How many runs there are at a time: enough to keep the database busy while the next calls gather.</param>
    /// <param name="maxCalls">How many calls a run gets.</param>
    /// <param name="work">Returns the answers in the order of the requests.</param>
    public GatheredCalls(int maxRuns, int maxCalls, Func<List<TRequest>, Task<IEnumerable<TAnswer>>> work)
    {
        _work = work;
        _calls = new Gatherer<Call>(maxRuns, maxCalls, RunAsync);
    }

    /// <summary>Returns the answer. A call that is cancelled before its turn never happens.</summary>
    public Task<TAnswer> RunAsync(TRequest request, CancellationToken cancellationToken)
    {
        var call = new Call(request, cancellationToken);

        return _calls.TryAdd(call, MaxWaiting)
            ? call.Answer.Task
            : throw new StoreUnavailableException(
                "Too many calls wait for the database.", new TimeoutException($"{MaxWaiting} are waiting."));
    }

    private async Task RunAsync(List<Call> calls)
    {
        calls.RemoveAll(call => call.CancelIfAsked());
        if (calls.Count == 0)
        {
            return;
        }

        try
        {
            var answers = await _work([.. calls.Select(call => call.Request)]);
            foreach (var (call, answer) in calls.Zip(answers))
            {
                call.Answer.SetResult(answer);
            }
        }
        catch (Exception exception)
            when (calls.Count == 1 || exception is StoreUnavailableException or StoreFullException or StoreDamagedException)
        {
            calls.ForEach(call => call.Answer.SetException(exception));
        }
        catch (Exception)
        {
            foreach (var call in calls)
            {
                await RunAsync([call]);
            }
        }
    }

    private sealed class Call(TRequest request, CancellationToken cancellationToken)
    {
        public TRequest Request => request;

        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool CancelIfAsked() => cancellationToken.IsCancellationRequested && Answer.TrySetCanceled(cancellationToken);
    }
}
