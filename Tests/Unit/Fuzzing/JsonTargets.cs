using System.Text;
using CodeFirst.Tests.Unit.Transcoding.Json.Cases;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;
using static CodeFirst.Tests.Unit.Transcoding.Json.JsonCase;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>JSON to protobuf and back: nothing but the coded errors, and what Google's reader sees.</summary>
internal static class JsonTargets
{
    private const string Good =
        """
        {"text":"a\u00e4😀","large":"-5","number":1.5e3,"data":"AQ==","color":"RED","greetings":[{"name":"x"},{}],"byName":{"k":1},
         "byNumber":{"7":{"name":"y"}},"userId":"u","at":"2026-11-28T10:00:00.5Z","lasts":"1.5s","mask":"a.bC","fields":{"f":[1,{}]},
         "any":{"@type":"x/transcoding.cases.v1.Page","pageSize":1},"nick":"n","next":{"small":1},"colors":["BLUE",3],"flag":true}
        """;

    private static readonly byte[] GoodBytes = Encoding.UTF8.GetBytes(Good);

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "\"", "\\", "\\u", "\\ud800", "1e999", "-", "0",
        "\"@type\"", "\"value\"", "\"fields\"", "\"next\"",
    ];

    public static FuzzTarget Body { get; } = new("json", ReadBody, [GoodBytes], Pieces);

    public static FuzzTarget Wire { get; } = new("wire", WriteMessage, [Wire(EveryPlan, GoodBytes)], Pieces);

    private static void ReadBody(byte[] body)
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        try
        {
            draft.AddBody(Split(body, PiecesOf(body)));
        }
        catch (InvalidBodyException)
        {
            return;
        }

        if (draft.Violations.Count == 0)
        {
            // What is accepted is a message that Google's reader takes, and that we write again.
            var wire = draft.Complete().ToArray();
            Every.Parser.ParseFrom(wire);
            Wire(EveryPlan, Encoding.UTF8.GetBytes(Write(EveryPlan, wire)));
        }
    }

    private static void WriteMessage(byte[] wire)
    {
        string json;
        try
        {
            json = Write(EveryPlan, wire, pieces: PiecesOf(wire));
        }
        catch (MalformedMessageException)
        {
            return;
        }

        // What is written is what Google's reader sees. It also looks at strings that a later one replaces.
        if (Google(wire) is { } seen)
        {
            Google(Wire(EveryPlan, Encoding.UTF8.GetBytes(json))).Should().Be(seen, "{0}", json);
        }
    }

    private static int PiecesOf(byte[] input) => 1 + (input.Length % 3);

    // By way of JSON, where every number of a NullValue is null. What is in an Any may have been sent in another order than it is written.
    private static Every? Google(byte[] wire)
    {
        try
        {
            var message = Every.Parser.WithDiscardUnknownFields(true).ParseFrom(wire);
            message.Any = null;

            return Every.Parser.ParseJson(JsonFormatter.Default.Format(message));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException)
        {
            return null; // no message, or one with an Any in it, or with a Value that is nothing at all, which we write as null
        }
    }
}
