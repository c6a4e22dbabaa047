using System.Globalization;
using System.Reflection;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Interop.Conformance;

/// <summary>The official conformance suite of protobuf, against the JSON codec and the wire reader of CodeFirst.Transcoding.</summary>
[SupportedOSPlatform("linux")]
[Platform("Linux", Reason = "the runner is started with the libraries of a Linux")]
public sealed partial class ConformanceTests
{
    // Fewer would say that a part of the suite was not run.
    private const int FewestSuccesses = 1400;

    [Test]
    public async Task Every_required_and_every_recommended_test_of_proto3_passes()
    {
        var folder = Directory.CreateTempSubdirectory("conformance-");
        try
        {
            var result = await ConformanceRunner.RunAsync(await MakeTesteeAsync(folder), folder);

            result.ExitCode.Should().Be(0, result.Error);
            var summaries = Summary().Matches(result.Error);
            summaries.Sum(summary => Count(summary, "failed")).Should().Be(0);
            summaries.Sum(summary => Count(summary, "expected")).Should().Be(0, "no failure is on a list");
            summaries.Sum(summary => Count(summary, "passed")).Should().BeGreaterThan(FewestSuccesses);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"(?<passed>\d+) successes, \d+ skipped, (?<expected>\d+) expected failures, (?<failed>\d+) unexpected failures")]
    private static partial Regex Summary();

    private static int Count(Match summary, string name) => int.Parse(summary.Groups[name].Value, CultureInfo.InvariantCulture);

    // The runner starts a program without arguments.
    private static async Task<string> MakeTesteeAsync(DirectoryInfo folder)
    {
        var protos = await ConformanceRunner.FindProtosAsync();
        var set = Path.Combine(folder.FullName, "suite.binpb");
        var tools = Metadata("GrpcTools");
        await new Command(
            Path.Combine(tools, "tools", "linux_x64", "protoc"),
            "--include_imports",
            $"--descriptor_set_out={set}",
            $"--proto_path={protos}",
            $"--proto_path={Path.Combine(tools, "build", "native", "include")}",
            "google/protobuf/test_messages_proto3.proto").SucceedAsync();

        var script = Path.Combine(folder.FullName, "testee.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec dotnet '{Metadata("ConformanceTestee")}' '{set}'\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        return script;
    }

    private static string Metadata(string key) =>
        typeof(ConformanceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
