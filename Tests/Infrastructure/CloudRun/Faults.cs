namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>The failures that the front end has been told to have.</summary>
internal sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<(FrontEndFault Fault, string Rpc)> _next = [];
    private FrontEndFault? _all;

    public void Add(FrontEndFault fault, int times, string rpc)
    {
        lock (_lock)
        {
            _next.AddRange(Enumerable.Repeat((fault, rpc), times));
        }
    }

    public IDisposable AddUntilDisposed(FrontEndFault fault)
    {
        lock (_lock)
        {
            _all = fault;
        }

        return new End(this);
    }

    public FrontEndFault? Next(string path)
    {
        lock (_lock)
        {
            var index = _next.FindIndex(one => path.EndsWith(one.Rpc, StringComparison.Ordinal));
            if (index < 0)
            {
                return _all;
            }

            var fault = _next[index].Fault;
            _next.RemoveAt(index);

            return fault;
        }
    }

    private sealed class End(Faults faults) : IDisposable
    {
        public void Dispose()
        {
            lock (faults._lock)
            {
                faults._all = null;
            }
        }
    }
}
