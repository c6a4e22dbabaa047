using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>A stream of responses that ends with a status as <see cref="CallStatus"/> corrects it.</summary>
internal sealed class CorrectedReader<T>(IAsyncStreamReader<T> inner) : IAsyncStreamReader<T>
{
    public T Current => inner.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken) => CallStatus.CorrectedAsync(inner.MoveNext(cancellationToken));
}
