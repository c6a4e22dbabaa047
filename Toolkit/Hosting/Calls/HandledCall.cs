namespace CodeFirst.Hosting.Calls;

/// <summary>A feature of a request: whether its message was decoded. From then on it is not the caller who is to blame.</summary>
internal sealed class HandledCall(TimeSpan longest)
{
    private static readonly HandledCall Begun = new(longest: default) { _hasBegun = 1 };

    private int _hasBegun;

    /// <summary>Gets how long the message may take to come.</summary>
    public TimeSpan Longest { get; } = longest;

    public bool HasBegun => Volatile.Read(ref _hasBegun) != 0;

    public static bool Is(HttpContext context) => context.Features.Get<HandledCall>() is { HasBegun: true };

    /// <summary>Says that a call begins. Returns false for one that was answered because its message did not come in time.</summary>
    public static bool TryBegin(HttpContext context)
    {
        if (context.Features.Get<HandledCall>() is { } call)
        {
            return call.TryBegin();
        }

        context.Features.Set(Begun);

        return true;
    }

    /// <summary>Returns true the first time: who gets it answers the call.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _hasBegun, 1) == 0;
}
