namespace CodeFirst.Hosting;

/// <summary>Arguments for .NET's host that it needs before it exists.</summary>
public static class StartArguments
{
    // The host reads these too early to be set in code.
    private static readonly string[] Host =
    [
        // Container images set ASPNETCORE_HTTP_PORTS. PORT alone decides here, and Kestrel would warn at every start.
        $"--{WebHostDefaults.ServerUrlsKey}=",
        $"--{WebHostDefaults.HttpPortsKey}=",
        $"--{WebHostDefaults.HttpsPortsKey}=",

        // Settings do not change while the program runs. To see it, .NET would watch every folder below the one it was started in.
        "--hostBuilder:reloadConfigOnChange=false",
    ];

    /// <summary>
    /// Returns the arguments, plus some for the host. With them, it does not watch appsettings.json for changes, for which it would watch
    /// every folder below the working directory, in a container perhaps <c>/</c>. And it does not warn that it ignores
    /// ASPNETCORE_HTTP_PORTS, which container images set. Without them, a program starts slower and with that warning.
    /// </summary>
    /// <example><c>WebApplication.CreateSlimBuilder(StartArguments.From(args))</c></example>
    public static string[] From(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);

        return [.. args, .. Host];
    }

    /// <summary>Returns the arguments that the operator gave.</summary>
    internal static string[] Given(IEnumerable<string> args) => [.. args.Where(argument => !Host.Contains(argument))];
}
