namespace CodeFirst.Tests.Browser.GrpcWeb;

/// <summary>Builds the page as its authors would: generates the client from the exported .proto, checks the types, and bundles.</summary>
internal static class PageBuild
{
    private static readonly string Source = Path.Combine(Repository.Root, "Tests", "Browser", "GrpcWeb", "page");
    private static readonly NpmFolder Packages = new(Source);

    // google/rpc/error_details.proto, from Google's package.
    private static readonly string Google = Path.Combine(AppContext.BaseDirectory, "google");

    /// <summary>Leaves index.html and main.js in the folder.</summary>
    public static async Task BuildAsync(string folder)
    {
        var programs = await Packages.FindAsync(".bin");
        foreach (var file in new[] { "buf.gen.yaml", "index.html", "main.ts", "tsconfig.json" })
        {
            File.Copy(Path.Combine(Source, file), Path.Combine(folder, file));
        }

        var proto = Directory.CreateDirectory(Path.Combine(folder, "proto", "google", "rpc")).Parent!.Parent!.FullName;
        File.Copy(Path.Combine(Repository.Proto, "user_service.proto"), Path.Combine(proto, "user_service.proto"));
        File.Copy(
            Path.Combine(Google, "rpc", "error_details.proto"), Path.Combine(proto, "google", "rpc", "error_details.proto"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.GetDirectoryName(programs)!);

        await RunAsync("buf", "generate", "proto");
        await RunAsync("tsc");
        await RunAsync("esbuild", "main.ts", "--bundle", "--format=esm", "--outfile=main.js");

        Task RunAsync(string program, params string[] arguments) =>
            new Command(Path.Combine(programs, program), arguments) { Folder = folder, Limit = Patience.LongLimit }.SucceedAsync();
    }
}
