using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>A kind of request that the two transcoders answer differently, with the rule that says which is right.</summary>
/// <param name="Rule">The rule, and where it is written.</param>
/// <param name="Is">Whether a request with these two answers, ours first, is of the kind.</param>
internal sealed record Difference(string Rule, Func<PeerRequest, PeerAnswer, PeerAnswer, bool> Is)
{
    /// <summary>Every kind that is known. Ours is the right one unless the rule says otherwise.</summary>
    public static IReadOnlyList<Difference> All { get; } =
    [
        // What is sent must have an effect: the peer drops it without a word.
        Refused("A member of the body that is no field is an error (protobuf's JSON mapping).", "Is not a field of the body here."),
        Refused("A parameter that is no field is an error: a misspelled filter must not return everything.", "Is not a query parameter here."),
        Refused("A member is sent once (RFC 8259, section 4; protobuf's JSON mapping).", "Must be sent once."),
        Refused("The body cannot say something else than the path.", "Differs from the value in the path."),
        Refused("Null is no item of a list (protobuf's JSON mapping).", "Must not be null."),

        // Values.
        Refused("A number out of range is an error (protobuf's JSON mapping).", "Must be a number in range,"),
        Refused("true and false are written in small letters (protobuf's JSON mapping).", "Must be true or false."),
        Refused("No blanks around a number (protobuf's JSON mapping).", "Must be a whole number from -2147483648 to 2147483647."),
        Taken("An enum takes numbers it does not know (proto3: enums are open).", @"(kinds/true/|color=|color"":"")(9|2024|-1)"),
        new(
            "Bytes may be in the URL's alphabet of base64, and without padding (protobuf's JSON mapping).",
            (request, ours, peers) => (ours.Status, peers.Status) == (200, 400) && HasBareBase64($"{request.Path} {request.Body}")),
        Taken("Whole numbers may be strings, or have a fraction of zero or an exponent (protobuf's JSON mapping).", """("u?int(32|64)":("5"|5\.0|1e\d|"1e\d"|"5\.0")|\["1",2\]|"a":"1"|"float":"1\.5")"""),
        Taken("Null is an empty list (protobuf's JSON mapping).", """("texts":null|"smallNumbers":null)"""),
        Taken("A duration of less than zero may have a fraction (protobuf's JSON mapping).", "\"-\\d\\.5s\""),
        new(
            "The peer is right: .NET's DateTime and TimeSpan, which the contract has, count 100 nanoseconds.",
            (request, ours, peers) => (ours.Status, peers.Status) == (200, 200)
                && Regex.IsMatch(request.Body ?? "", "\\.\\d{9}(Z|s)")),

        // Paths.
        new(
            "A variable of one segment is decoded completely (google.api.http: multi segments alone keep %2F).",
            (request, ours, peers) => request.Path.Contains("%2F", StringComparison.Ordinal)
                && ours.Status == 200
                && peers.Value.Replace("%2F", "/", StringComparison.Ordinal) == ours.Value),
        new(
            "A path has one spelling: letter by letter, without a slash at its end (google.api.http).",
            (request, ours, peers) => request.Path is "/v1/texts/a/" or "/v1/TEXTS/a" or "/v1/t%65xts/a" && (ours.Status, peers.Status) == (404, 200)),
        new(
            "** matches no segment as well, and adds no slash (google.api.http).",
            (request, ours, peers) => request.Path == "/v1/files" && ours.Value == "{text:\"files\"}" && peers.Value == "{text:\"files/\"}"),

        // HTTP.
        new(
            "An error says what is wrong, also if no route matches the path (AIP-193).",
            (_, ours, peers) => (ours.Status, ours.Value, peers.Status, peers.Value) == (404, "NOT_FOUND", 404, "none")),
        new("A path that has other verbs is 405 with Allow (RFC 9110, section 15.5.6).", (_, ours, peers) => (ours.Status, peers.Status) == (405, 404)),
        new("A body of another type is 415 (RFC 9110, section 15.5.16).", (_, ours, peers) => (ours.Status, peers.Status) == (415, 400)),
        new("A cancelled call is 499 (google/rpc/code.proto).", (_, ours, peers) => (ours.Status, peers.Status) == (499, 408)),
        new(
            "A message that is absent is {} as the whole body: null is no message (google.api.http names a message).",
            (request, ours, peers) => request.Path == "/v1/all:part" && (ours.Value, peers.Value) == ("{}", "null")),
    ];

    private static bool HasBareBase64(string request) =>
        Regex.Match(request, "content(=|\":\")([^&\" ]*)") is { Success: true } match
        && Regex.Unescape(Uri.UnescapeDataString(match.Groups[2].Value)) is var text
        && (text.Length % 4 != 0 || text.AsSpan().ContainsAny('-', '_'));

    private static Difference Refused(string rule, string problem) => new(
        rule,
        (_, ours, peers) => ours.Status == 400 && peers.Status != 400 && ours.Problems.Contains(problem, StringComparison.Ordinal));

    private static Difference Taken(string rule, string request) => new(
        rule,
        (sent, ours, peers) => (ours.Status, peers.Status) == (200, 400) && Regex.IsMatch($"{sent.Path} {sent.Body}", request));
}
