using System.Runtime.InteropServices;
using CodeFirst.Tests.Infrastructure.Containers;

namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>
/// The solution that <c>dotnet new codefirst --name Shop</c> makes, in a path with a space: built, called once, and its server published
/// as a native program. Where images can be built, the Dockerfile publishes it, so that it is compiled once for all tests.
/// </summary>
internal sealed record Shop
{
    private static readonly Lazy<Task<Shop>> Made = new(MakeAsync);
    private static readonly Lazy<Task<Command>> Published = new(PublishAsync);

    public string Folder { get; private init; } = "";

    /// <summary>The .proto as the template has it, before the first build.</summary>
    public string ShippedProto { get; private init; } = "";

    public CommandResult FirstCall { get; private init; } = null!;

    public TimeSpan ToFirstCall { get; private init; }

    public static Task<Shop> GetAsync() => Made.Value;

    /// <summary>Returns the native server.</summary>
    public static Task<Command> ServerAsync() => Published.Value;

    /// <summary>Starts a server on a database of its own.</summary>
    public static Task<ServerProcess> StartAsync(Command program, string database) =>
        ServerProcess.StartAsync(program, new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["Store__Path"] = Path.Combine(Packages.Folder, "with a template", $"{database}.db"),
        });

    public Command Client(params string[] arguments) =>
        Program("Shop.Client") with { Arguments = arguments, Environment = DotNet.Environment };

    /// <summary>Starts the server that the build has made, on a database of its own.</summary>
    public Task<ServerProcess> StartBuiltAsync(string database) => StartAsync(Program("Shop.Server"), database);

    public Task<CommandResult> CallAsync(ServerProcess server, params string[] arguments) =>
        Client([server.Address, .. arguments]).RunAsync();

    private Command Program(string project) => new(Path.Combine(Folder, project, "bin", "Debug", "net10.0", project));

    private static async Task<Shop> MakeAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        var folder = await Template.NewAsync("codefirst", "Shop", "with a template");
        var shop = new Shop { Folder = folder, ShippedProto = await Template.ReadAsync(folder, "Shop.Contracts/proto/orders.proto") };
        await DotNet.BuildAsync(folder, "build", "-warnaserror").OrFailAsync();
        await using var server = await StartAsync(shop.Program("Shop.Server"), "first");
        var call = await shop.CallAsync(server, "place", "tea", "2");

        return shop with { FirstCall = call, ToFirstCall = TimeProvider.System.GetElapsedTime(started) };
    }

    private static async Task<Command> PublishAsync()
    {
        if (ImageBuilder.CanBuild)
        {
            var image = await ShopImage.GetAsync();

            return new Command(image.Root + image.Entrypoint[0]);
        }

        var folder = (await GetAsync()).Folder;
        string[] natively = ["-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "published", "-warnaserror"];
        await DotNet.BuildAsync(folder, ["publish", "Shop.Server", .. natively]).OrFailAsync();

        return new Command(Path.Combine(folder, "published", "Shop.Server"));
    }
}
