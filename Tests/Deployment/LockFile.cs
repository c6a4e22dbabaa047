using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Deployment;

/// <summary>What a project is built with, as its packages.lock.json says.</summary>
internal static class LockFile
{
    /// <summary>The packages that a project uses, directly or not, with their entries; without those of another project.</summary>
    public static IEnumerable<(string Id, JsonNode Entry)> Packages(string project) =>
        from framework in Read(project)["dependencies"]!.AsObject()
        from package in framework.Value!.AsObject()
        where (string?)package.Value!["type"] != "Project"
        select (package.Key, package.Value);

    public static string PathOf(string project) => Path.Combine(Repository.Root, project, "packages.lock.json");

    private static JsonNode Read(string project) => JsonNode.Parse(File.ReadAllText(PathOf(project)))!;
}
