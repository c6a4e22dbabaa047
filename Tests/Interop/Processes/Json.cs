using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Interop.Processes;

/// <summary>Reads what the foreign callers print.</summary>
internal static class Json
{
    /// <summary>Reads JSON values that follow each other.</summary>
    public static IReadOnlyList<JsonNode> ReadAll(string text)
    {
        var values = new List<JsonNode>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            values.Add(JsonNode.Parse(ref reader)!);
        }

        return values;
    }

    /// <summary>Gets a text that must be there.</summary>
    public static string Text(this JsonNode node, string member) =>
        node[member]?.ToString() ?? throw new AssertionException($"No '{member}' in {node.ToJsonString()}");

    /// <summary>Gets an array, empty if it is absent.</summary>
    public static IReadOnlyList<JsonNode> List(this JsonNode node, string member) =>
        [.. node[member]?.AsArray().Select(item => item!) ?? []];

    /// <summary>Gets the texts of a member of each item.</summary>
    public static IEnumerable<string> Texts(this IEnumerable<JsonNode> items, string member) => items.Select(item => item.Text(member));
}
