using System.Text.Json;
using System.Text.RegularExpressions;
using CodeFirst.Tests.Interop.Processes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>What buf breaking finds in two descriptor sets.</summary>
internal static partial class BufBreaking
{
    /// <summary>The rules that are broken, with the file that each finding names and what buf says of it.</summary>
    public static async Task<IReadOnlyList<(string File, string Rule, string Message)>> CompareAsync(
        FileDescriptorSet before, FileDescriptorSet after, string level)
    {
        var folder = Directory.CreateTempSubdirectory("codefirst-");
        try
        {
            var (released, current) = (Path.Combine(folder.FullName, "before.binpb"), Path.Combine(folder.FullName, "after.binpb"));
            await File.WriteAllBytesAsync(released, before.ToByteArray());
            await File.WriteAllBytesAsync(current, after.ToByteArray());

            var config = JsonSerializer.Serialize(new { version = "v2", breaking = new { use = new[] { level } } });
            var result = await NodePackages.BufAsync(
                "breaking", current, "--against", released, "--config", config, "--error-format", "json");

            result.ExitCode.Should().BeOneOf([0, 100], "{0}", result.Error);
            return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Finding)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The rules of a level, by buf's own list.</summary>
    public static async Task<IReadOnlyList<string>> RulesAsync(string level)
    {
        var result = await NodePackages.BufAsync("config", "ls-breaking-rules", "--version", "v2", "--format", "json");

        result.ExitCode.Should().Be(0, "{0}", result.Error);
        return
        [
            .. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Where(rule => rule.GetProperty("categories").EnumerateArray().Any(category => category.GetString() == level))
                .Select(rule => rule.GetProperty("id").GetString()!),
        ];
    }

    private static (string File, string Rule, string Message) Finding(string line)
    {
        var finding = JsonDocument.Parse(line).RootElement;
        var message = finding.GetProperty("message").GetString()!;

        // A file that is gone has no path to give.
        var file = finding.TryGetProperty("path", out var path) ? path.GetString()! : FileName().Match(message).Groups[1].Value;
        return (file, finding.GetProperty("type").GetString()!, message);
    }

    [GeneratedRegex("file \"([^\"]+)\"")]
    private static partial Regex FileName();
}
