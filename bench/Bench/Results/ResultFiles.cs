using System.Text.Encodings.Web;
using System.Text.Json;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Results;

/// <summary>The results in bench/results, a file for each row.</summary>
internal static class ResultFiles
{
    private static readonly string Folder = Path.Combine(Repository.Root, "bench", "results");

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(RowResult result)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, $"{result.Row}.json"), JsonSerializer.Serialize(result, Json) + "\n");
    }

    /// <summary>Returns what the last run of each row gave.</summary>
    public static IReadOnlyList<RowResult> ReadAll() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => JsonSerializer.Deserialize<RowResult>(File.ReadAllText(file), Json)!)]
        : [];
}
