namespace CodeFirst.Tests.Interop.Peer;

/// <summary>What the routes of the user service answer otherwise than the peer, beside <see cref="Difference.All"/>.</summary>
internal static class UserDifferences
{
    public static IReadOnlyList<Difference> Own { get; } =
    [
        new(
            "A path has one spelling: without a slash at its end (google.api.http).",
            (request, ours, peers) => request.Path.EndsWith('/') && (ours.Status, peers.Status) == (404, 200)),
        new("HEAD is served where GET is (RFC 9110, section 9.1).", (request, ours, peers) => request.Verb == "HEAD" && (ours.Status, peers.Status) == (200, 405)),
        new(
            "The contract says that a creation is answered with 201: google.api.http has no words for it.",
            (request, ours, peers) => request is { Verb: "POST", Path: "/v1/users" } && ours.Status == 201 && peers.Agrees(ours with { Status = 200 })),
        new("405 has a body with the error, as every other refusal.", (_, ours, peers) => (ours.Status, peers.Status, peers.Value) == (405, 405, "none")),
        new(
            "Client streams have routes (RecordActivity): the peer leaves them out.",
            (request, ours, peers) => request is { Verb: "POST" } && request.Path.EndsWith("/activity", StringComparison.Ordinal) && peers.Status == 405),
    ];
}
