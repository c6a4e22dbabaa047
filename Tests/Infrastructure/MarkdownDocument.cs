namespace CodeFirst.Tests.Infrastructure;

/// <summary>A document of this repository, and the code in it.</summary>
public sealed class MarkdownDocument
{
    private const string Fence = "```";

    private MarkdownDocument(string path, IReadOnlyList<MarkdownBlock> blocks)
    {
        Path = path;
        Blocks = blocks;
    }

    /// <summary>The path from the root of the repository.</summary>
    public string Path { get; }

    public IReadOnlyList<MarkdownBlock> Blocks { get; }

    /// <summary>The documents of the repository, and not of what is installed, built or made from a template in it.</summary>
    public static IEnumerable<MarkdownDocument> All() => Directory
        .EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(folder => folder is "node_modules" or "artifacts" or "out" or "content"))
        .Order(StringComparer.Ordinal)
        .Select(Read);

    public static MarkdownDocument Read(string path)
    {
        var blocks = new List<MarkdownBlock>();
        var lines = File.ReadAllLines(System.IO.Path.Combine(Repository.Root, path));
        var before = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                before = lines[i].Length > 0 ? lines[i] : before;
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, line => line == Fence);
            if (end < 0)
            {
                throw new InvalidDataException($"{path}, line {i + 1}: the block does not end.");
            }

            var code = string.Concat(lines[(i + 1)..end].Select(line => line + '\n'));
            blocks.Add(new MarkdownBlock(lines[i][Fence.Length..], code, i + 2, before));
            before = "";
            i = end;
        }

        return new MarkdownDocument(path, blocks);
    }

    public override string ToString() => Path;
}
