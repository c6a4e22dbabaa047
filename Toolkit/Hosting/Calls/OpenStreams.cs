using System.Runtime.InteropServices;

namespace CodeFirst.Hosting.Calls;

/// <summary>How many streams each caller has open. Callers without one are not kept.</summary>
internal sealed class OpenStreams(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Open, bool IsRefused)> _callers = [];

    public enum Verdict
    {
        Counted,

        /// <summary>The first refusal since the caller was last below the limit.</summary>
        RefusedFirst,
        Refused,
    }

    public int Most => most;

    /// <summary>Gets how many callers have a stream open.</summary>
    public int Callers
    {
        get
        {
            lock (_lock)
            {
                return _callers.Count;
            }
        }
    }

    public Verdict Add(string caller)
    {
        lock (_lock)
        {
            ref var streams = ref CollectionsMarshal.GetValueRefOrAddDefault(_callers, caller, out _);
            if (streams.Open < most)
            {
                streams.Open++;

                return Verdict.Counted;
            }

            var isFirst = !streams.IsRefused;
            streams.IsRefused = true;

            return isFirst ? Verdict.RefusedFirst : Verdict.Refused;
        }
    }

    public void Remove(string caller)
    {
        lock (_lock)
        {
            ref var streams = ref CollectionsMarshal.GetValueRefOrNullRef(_callers, caller);
            if (streams.Open == 1)
            {
                _callers.Remove(caller);
                return;
            }

            streams = (streams.Open - 1, false);
        }
    }
}
