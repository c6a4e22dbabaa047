namespace CodeFirst.Hosting.Calls;

/// <summary>One open stream, until it is disposed of. It counts for its caller if streams are counted.</summary>
internal readonly struct OpenStream : IDisposable
{
    private readonly StoppingStreams _all;
    private readonly OpenStreams? _counted;
    private readonly string? _caller;

    public OpenStream(StoppingStreams all, OpenStreams? counted = null, string? caller = null)
    {
        all.Opened();
        (_all, _counted, _caller) = (all, counted, caller);
    }

    public void Dispose()
    {
        _counted?.Remove(_caller!);
        _all.Ended();
    }
}
