namespace CodeFirst.Hosting;

/// <summary>What .NET's host must be told before it exists.</summary>
public static class StartArguments
{
    /// <summary>
    /// Returns the arguments with one more, which keeps the host from watching appsettings.json for changes: for that it watches every
    /// folder below the working directory, which in a container may be <c>/</c>. Environment variables do not change, so a container
    /// loses nothing.
    /// </summary>
    /// <example><c>WebApplication.CreateSlimBuilder(StartArguments.From(args))</c></example>
    public static string[] From(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);

        return [.. args, Start.CommandLine.NoReload];
    }
}
