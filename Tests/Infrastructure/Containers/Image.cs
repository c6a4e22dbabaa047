using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Infrastructure.Containers;

/// <summary>A built image.</summary>
/// <param name="Root">Its files.</param>
/// <param name="BaseRoot">The files of the image it is made from.</param>
/// <param name="Config">How it says it is to be run, in OCI's words.</param>
public sealed record Image(string Root, string BaseRoot, JsonNode Config)
{
    // A link, such as /lib to /usr/lib, has no content of its own.
    private static readonly EnumerationOptions NoLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public string User => Text("User");

    public IReadOnlyList<string> Entrypoint => Texts("Entrypoint");

    public IReadOnlyList<string> Environment => Texts("Env");

    /// <summary>The paths of its own files, without those of the base image.</summary>
    public IReadOnlyList<string> OwnFiles => [.. Files(Root).Except(Files(BaseRoot)).Order()];

    public static long SizeOf(string root) =>
        Files(root).Sum(file => new FileInfo(root + file).Length);

    public string? Label(string name) => (string?)Config["Labels"]?[name];

    private static IEnumerable<string> Files(string root) =>
        Directory.EnumerateFiles(root, "*", NoLinks).Select(path => path[root.Length..]);

    private string Text(string name) => (string)Config[name]!;

    private string[] Texts(string name) => [.. Config[name]!.AsArray().Select(text => (string)text!)];
}
