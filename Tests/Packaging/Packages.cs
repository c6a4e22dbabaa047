using System.Globalization;

namespace CodeFirst.Tests.Packaging;

/// <summary>
/// Packs what is to be tested, once, into a feed of its own, under a version that no cache can know and that is no preview, so that
/// <c>dotnet add package</c> takes it.
/// </summary>
[SetUpFixture]
public sealed class Packages
{
    public static string Version { get; } =
        $"0.1.{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Outside the repository, and with a space in its name.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("CodeFirst packaging ").FullName;

    public static string Feed { get; } = Path.Combine(Folder, "feed");

    internal static NuGetPackage Annotations => new(Feed, "CodeFirst.Annotations");

    internal static NuGetPackage Calling => new(Feed, "CodeFirst.Calling");

    internal static NuGetPackage Hosting => new(Feed, "CodeFirst.Hosting");

    internal static NuGetPackage Transcoding => new(Feed, "CodeFirst.Transcoding");

    internal static NuGetPackage Mcp => new(Feed, "CodeFirst.Mcp");

    internal static NuGetPackage Templates => new(Feed, "CodeFirst.Templates");

    internal static NuGetPackage Exporter => new(Feed, "CodeFirst.ProtoExport");

    internal static NuGetPackage Tool => new(Feed, "CodeFirst.ProtoExport.Tool");

    internal static NuGetPackage Contracts => new(Feed, "CodeFirst.Contracts");

    internal static NuGetPackage Client => new(Feed, "CodeFirst.Client");

    internal static IEnumerable<NuGetPackage> All => [Annotations, Calling, Hosting, Transcoding, Mcp, Templates, Exporter, Tool, Contracts, Client];

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        // All at once: what was built with the tests is packed as it is.
        await DotNet.BuildAsync(
            Repository.Root, "pack", "-c", Built.Configuration, "--no-build", "-o", Feed, $"-p:Version={Version}").OrFailAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed by the tests" value="{Feed}" />
              </packageSources>
            </configuration>
            """);

        // Nothing of a folder above may reach the projects.
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Build.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Build.targets"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Packages.props"), $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="CodeFirst.Annotations" Version="{Version}" />
                <PackageVersion Include="CodeFirst.Calling" Version="{Version}" />
                <PackageVersion Include="CodeFirst.Client" Version="{Version}" />
                <PackageVersion Include="CodeFirst.Contracts" Version="{Version}" />
                <PackageVersion Include="CodeFirst.Hosting" Version="{Version}" />
                <PackageVersion Include="CodeFirst.ProtoExport" Version="{Version}" />
                <PackageVersion Include="CodeFirst.Transcoding" Version="{Version}" />
                <PackageVersion Include="protobuf-net" Version="{Built.VersionOf("protobuf-net")}" />
                <PackageVersion Include="protobuf-net.Grpc" Version="{Built.VersionOf("protobuf-net.Grpc")}" />
                <PackageVersion Include="protobuf-net.Grpc.AspNetCore" Version="{Built.VersionOf("protobuf-net.Grpc.AspNetCore")}" />
              </ItemGroup>
            </Project>
            """);
    }

    [OneTimeTearDown]
    public async Task CleanAsync()
    {
        var locals = await DotNet.RunAsync(Folder, "nuget", "locals", "global-packages", "--list").OrFailAsync();
        var cache = locals.Output.Split(": ", 2)[1].Trim();
        foreach (var package in Directory.EnumerateFiles(Feed, $"*.{Version}.nupkg").Select(Path.GetFileName))
        {
            var cached = Path.Combine(cache, package![..^$".{Version}.nupkg".Length].ToLowerInvariant(), Version);
            if (Directory.Exists(cached))
            {
                Directory.Delete(cached, recursive: true);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }
}
