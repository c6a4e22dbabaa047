using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>What RFC 9113 forbids, as frames after the preface, and how a server must end the stream or the connection.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Expected">What the RFC asks for: RST or GOAWAY, and the code. Several are separated by "or".</param>
/// <param name="Frames">The frames, for a call to a path.</param>
internal sealed record Violation(string Name, string Expected, Func<byte[], Frame[]> Frames)
{
    public override string ToString() => Name;
}
