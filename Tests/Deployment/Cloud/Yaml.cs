using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace CodeFirst.Tests.Deployment.Cloud;

/// <summary>The YAML files at the root of the repository, every value as text.</summary>
internal static class Yaml
{
    public static JsonNode Read(string file)
    {
        var content = new DeserializerBuilder().Build().Deserialize(File.ReadAllText(Path.Combine(Repository.Root, file)));
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(content);

        return JsonNode.Parse(json)!;
    }

    /// <summary>The text at a path such as <c>spec.template.spec.containers.0.image</c>, or null if there is none.</summary>
    public static string? Text(this JsonNode node, params string[] path) => (string?)node.At(path);

    public static JsonNode? At(this JsonNode node, params string[] path) => path.Aggregate(
        (JsonNode?)node,
        (inner, name) => inner switch
        {
            JsonArray list when int.TryParse(name, out var index) => list[index],
            JsonObject members => members[name],
            _ => null,
        });

    /// <summary>The members of the object at a path, whose values are texts. Empty if there is none.</summary>
    public static Dictionary<string, string> Texts(this JsonNode node, params string[] path) =>
        node.At(path) is JsonObject members
            ? members.ToDictionary(member => member.Key, member => (string)member.Value!)
            : [];
}
