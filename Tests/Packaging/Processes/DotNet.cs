using System.Diagnostics;

namespace CodeFirst.Tests.Packaging.Processes;

/// <summary>Runs programs to their end: the <c>dotnet</c> that runs the tests, or a tool installed by them.</summary>
internal static class DotNet
{
    // Only a failure takes this long, however busy the machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    // `dotnet test` tells its children where its own SDK is; a developer's shell does not.
    private static readonly string[] OfTheTestRun =
        ["MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "CI"];

    private static readonly string Program = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs a command of MSBuild. No process stays behind to be used again: neither nodes nor the compiler.</summary>
    public static Task<ProcessResult> BuildAsync(string folder, params string[] arguments) =>
        RunAsync(folder, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

    public static Task<ProcessResult> RunAsync(string folder, params string[] arguments) => RunProgramAsync(Program, folder, arguments);

    /// <summary>Returns how the program ended, well or not. One that does not end in time is killed.</summary>
    public static async Task<ProcessResult> RunProgramAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(program, folder, arguments))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var command = $"{Path.GetFileName(program)} {string.Join(' ', arguments)}";
        try
        {
            await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);

            throw new TimeoutException($"`{command}` did not end within {Limit.TotalSeconds} s.");
        }

        return new ProcessResult(command, process.ExitCode, await output + await error);
    }

    private static ProcessStartInfo StartInfo(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in OfTheTestRun)
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        return start;
    }
}
