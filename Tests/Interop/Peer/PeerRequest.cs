namespace CodeFirst.Tests.Interop.Peer;

/// <summary>A request that both transcoders get. The path is as it is sent.</summary>
public sealed record PeerRequest(string Verb, string Path, string? Body = null, string ContentType = "application/json")
{
    public override string ToString() => $"{Verb} {Path} {Body}".TrimEnd();
}
