namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>
/// The server as a process: the built CodeFirst.Server.dll, or the program that the environment variable CODEFIRST_SERVER names,
/// such as the native one.
/// </summary>
internal static class BuiltServer
{
    public static Task<ServerProcess> StartAsync(Dictionary<string, string>? settings = null) =>
        ServerProcess.StartAsync(CommandWith([]), settings ?? []);

    /// <summary>Runs a server that is to end by itself.</summary>
    public static Task<ServerProcess> RunAsync(string[] args, Dictionary<string, string>? settings = null) =>
        ServerProcess.RunAsync(CommandWith(args), settings ?? []);

    private static Command CommandWith(string[] args) => Environment.GetEnvironmentVariable("CODEFIRST_SERVER") is { Length: > 0 } program
        ? new Command(program, args)
        : new Command(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "CodeFirst.Server.dll"), .. args]);
}
