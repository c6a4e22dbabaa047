namespace CodeFirst.Hosting.Calls;

/// <summary>One stream that counts for its caller until it is disposed of; nothing, if streams are not counted.</summary>
internal readonly struct OpenStream(OpenStreams? streams, string caller) : IDisposable
{
    public void Dispose() => streams?.Remove(caller);
}
