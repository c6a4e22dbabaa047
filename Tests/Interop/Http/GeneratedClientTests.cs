using System.Text.Json.Nodes;
using CodeFirst.Tests.Interop.Processes;
using CodeFirst.Transcoding;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;

namespace CodeFirst.Tests.Interop.Http;

/// <summary>
/// A TypeScript client that is generated from the OpenAPI document, as a team does it in CI, calls the running user service by way of
/// CodeFirst.Transcoding.
/// </summary>
public sealed class GeneratedClientTests : ServerTests
{
    [Test]
    public async Task A_client_generated_from_the_document_calls_the_service()
    {
        using var channel = GrpcChannel.ForAddress(Server.Address);
        await using var front = await StartFrontAsync(channel);
        var folder = await GenerateAsync(front.Urls.First());
        try
        {
            var run = await new Command("node", Path.Combine(folder, "openapi.js"), front.Urls.First(), Unique.Email()).RunAsync();
            run.ExitCode.Should().Be(0, "{0}", run);
            var seen = JsonNode.Parse(run.Output)!;

            var user = seen["created"]!["user"]!;
            seen["created"]!.Text("status").Should().Be("201");
            seen["created"]!.Text("location").Should().Be($"/v1/users/{user.Text("id")}");
            seen["got"]!.ToJsonString().Should().Be(user.ToJsonString());
            seen["listed"]!.List("users").Texts("id").Should().Contain(user.Text("id"));
            seen["renamed"]!.Text("name").Should().Be("Ann");
            seen["recorded"]!.Text("status").Should().Be("200");
            seen.Text("activity").Should().Contain("\"event_type\":\"login\"");
            seen["deleted"]!.Text("status").Should().Be("204");
            seen["missing"]!.Text("status").Should().Be("404");
            seen["missing"]!["error"]!.Text("status").Should().Be("NOT_FOUND");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<WebApplication> StartFrontAsync(GrpcChannel channel)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        var set = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "Contracts", "proto", "user_service.binpb"));
        builder.AddTranscoding(options =>
        {
            options.DescriptorSets.Add(set);
            options.WritesProtoNames = true;
            options.IdempotencyFields.Add("event_id");
        });
        var app = builder.Build();
        app.MapTranscoding(channel);
        app.MapReference();
        await app.StartAsync();

        return app;
    }

    // Where node finds openapi-fetch.
    private static async Task<string> GenerateAsync(string address)
    {
        var folder = await NodePackages.FolderAsync($".generated-{Guid.NewGuid():N}");
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await File.WriteAllTextAsync(Path.Combine(folder, "api.json"), await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type":"module"}""");
        File.Copy(Path.Combine(Repository.Root, "Tests", "Interop", "node", "openapi.ts"), Path.Combine(folder, "openapi.ts"));
        var types = await NodePackages.ToolAsync("openapi-typescript", Path.Combine(folder, "api.json"), "-o", Path.Combine(folder, "api.ts"));
        types.ExitCode.Should().Be(0, "{0}", types);
        var compiled = await NodePackages.ToolAsync(
            "tsc", "--strict", "--target", "es2022", "--module", "nodenext", "--skipLibCheck", Path.Combine(folder, "openapi.ts"));
        compiled.ToString().Should().Be("exit code 0");

        return folder;
    }
}
