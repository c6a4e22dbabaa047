using System.Collections;

namespace CodeFirst.Tests.Packaging;

/// <summary>Runs the <c>dotnet</c> that runs the tests, as a developer would in a shell.</summary>
internal static class DotNet
{
    // `dotnet test` tells its children where its own SDK is, and CI that it is CI; a developer's shell does neither.
    private static readonly string[] OfTheTestRun =
        ["MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "CI"];

    /// <summary>The program itself.</summary>
    public static readonly string Program = System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The environment of a developer's shell; what is changed in it is changed for one program.</summary>
    public static Dictionary<string, string> Environment => new(
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""))
            .Where(variable => !OfTheTestRun.Contains(variable.Key, StringComparer.OrdinalIgnoreCase)))
    {
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["UseSharedCompilation"] = "true", // one compiler for all of them: starting it takes longer than most compilations
    };

    /// <summary>Runs a command of MSBuild. Its nodes end with it.</summary>
    public static Task<CommandResult> BuildAsync(string folder, params string[] arguments) =>
        RunAsync(folder, [.. arguments, "-nodeReuse:false"]);

    public static Task<CommandResult> RunAsync(string folder, params string[] arguments) => RunProgramAsync(Program, folder, arguments);

    public static Task<CommandResult> RunProgramAsync(string program, string folder, params string[] arguments) =>
        new Command(program, arguments) { Folder = folder, Environment = Environment, Limit = Patience.LongLimit }.RunAsync();

    /// <summary>Fails the test, with all that the program said, if it did not end well.</summary>
    public static async Task<CommandResult> OrFailAsync(this Task<CommandResult> run)
    {
        var result = await run;
        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        return result;
    }
}
