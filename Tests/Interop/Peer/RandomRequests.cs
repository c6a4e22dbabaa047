using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>Requests that were made up: valid ones, of which one in four has something wrong.</summary>
internal sealed class RandomRequests(Random random)
{
    private static readonly string[] Texts = ["", "a", "a b", "ä", "😀", "a/b", "a+b", "\"", "<&>", "\u0001", "100%", "x=y&z", "{}"];
    private static readonly string[] Wrong = ["x", "1.5", "", "-1", "99999999999999999999", "null", "tru", "[]", "1e5", "AQ=", "2024"];
    private static readonly string[] Scalars =
        ["text", "flag", "int32", "uint32", "int64", "uint64", "float", "double", "content", "color", "moment", "length", "optionalNumber"];

    public PeerRequest Next() => random.Next(6) switch
    {
        0 => new("GET", $"/v1/texts/{Segment()}{Query()}"),
        1 => new("GET", $"/v1/numbers/{Scalar("int32")}/{Scalar("uint64")}/{Scalar("double")}"),
        2 => new("GET", $"/v1/all{Query()}"),
        3 => new("PATCH", $"/v1/texts/{Segment()}", Body("text")),
        4 => new("PUT", $"/v1/parts/{Segment()}{Query()}", Damaged(Part(1, withName: false).ToJsonString())),
        _ => new("POST", "/v1/all", Body(except: null)),
    };

    private string Segment() => Uri.EscapeDataString(Pick(Texts[1..]));

    private string Query()
    {
        var names = random.GetItems(Scalars, random.Next(4)).Distinct().Except(["text"]);
        var parameters = names.Select(name => $"{name}={Uri.EscapeDataString(Scalar(name))}").ToList();
        parameters.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => $"texts={Uri.EscapeDataString(Pick(Texts[1..]))}"));

        return parameters.Count == 0 ? "" : $"?{string.Join('&', parameters)}";
    }

    // The text of a path or query value.
    private string Scalar(string name) => random.Next(12) == 0 ? Pick(Wrong) : name switch
    {
        "flag" => Pick("true", "false"),
        "int32" or "optionalNumber" => Number(random.Next(int.MinValue, int.MaxValue)),
        "uint32" => Number(random.NextInt64(uint.MaxValue)),
        "int64" => Number(random.NextInt64(long.MinValue, long.MaxValue)),
        "uint64" => Number(random.NextInt64()),
        "float" => ((float)Double()).ToString("R", CultureInfo.InvariantCulture),
        "double" => Double().ToString("R", CultureInfo.InvariantCulture),
        "content" => Bytes(),
        "color" => Pick("COLOR_RED", "COLOR_GREEN", "1", "COLOR_UNSPECIFIED"),
        "moment" => DateTime.UnixEpoch.AddSeconds(random.Next()).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "length" => $"{Number(random.Next(-1000, 1000))}s",
        _ => Pick(Texts[1..]),
    };

    private string Body(string? except)
    {
        var message = new JsonObject();
        foreach (var name in Scalars.Where(name => name != except && random.Next(3) == 0))
        {
            message[Spelled(name)] = Value(name);
        }

        Add("part", () => Part(2));
        Add("texts", () => List(() => JsonValue.Create(Pick(Texts))));
        Add("smallNumbers", () => List(() => JsonValue.Create(random.Next(-9, 9))));
        Add("colors", () => List(() => Value("color")));
        Add("parts", () => List(() => Part(1)));
        Add("amounts", () => Map(_ => Pick(Texts), () => JsonValue.Create(random.Next())));
        Add("partsByNumber", () => Map(i => Number(i * random.Next(1, 9)), () => Part(1)));

        return Damaged(message.ToJsonString());

        void Add(string name, Func<JsonNode?> create)
        {
            if (random.Next(3) == 0)
            {
                message[Spelled(name)] = create();
            }
        }
    }

    private JsonNode? Value(string name) => name switch
    {
        _ when random.Next(20) == 0 => random.Next(2) == 0 ? null : JsonNode.Parse(Pick("1", "[]", "{}", "\"x\"", "true", "-1.5")),
        "flag" => random.Next(2) == 0,
        "int32" or "optionalNumber" => random.Next(int.MinValue, int.MaxValue),
        "uint32" => random.NextInt64(uint.MaxValue),
        "float" => (float)Double(),
        "double" => Double(),
        _ => Scalar(name),
    };

    private JsonObject Part(int depth, bool withName = true)
    {
        var part = new JsonObject { ["size"] = random.NextInt64() };
        if (withName)
        {
            part["name"] = Pick(Texts);
        }

        if (depth > 0 && random.Next(2) == 0)
        {
            part["inner"] = Part(depth - 1);
        }

        part["labels"] = List(() => JsonValue.Create(Pick(Texts)));

        return part;
    }

    private JsonArray List(Func<JsonNode?> create) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => create())];

    private JsonObject Map(Func<int, string> key, Func<JsonNode?> create)
    {
        var map = new JsonObject();
        for (var i = random.Next(4); i > 0; i--)
        {
            map[key(i)] = create();
        }

        return map;
    }

    private string Spelled(string name) => random.Next(2) == 0 ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    // One body in ten loses a character.
    private string Damaged(string json) => random.Next(10) == 0 ? json.Remove(random.Next(json.Length), 1) : json;

    private double Double() => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-40, 40));

    private string Bytes()
    {
        var bytes = new byte[random.Next(1, 9)];
        random.NextBytes(bytes);

        return Convert.ToBase64String(bytes);
    }

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
