using System.ComponentModel;
using System.Diagnostics;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Runs a program to its end.</summary>
public sealed record Command(string Program, params string[] Arguments)
{
    public string Folder { get; init; } = Repository.Root;

    /// <summary>The whole environment of the program. Null: that of the tests.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    public TimeSpan Limit { get; init; } = Patience.Limit;

    /// <summary>Returns how the program ended, well or not. One that does not end in time is killed.</summary>
    public async Task<CommandResult> RunAsync()
    {
        using var process = Start(this);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);

            throw new TimeoutException($"`{Program} {string.Join(' ', Arguments)}` did not end within {Limit.TotalSeconds} s.");
        }

        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Returns what the program said, and throws if it did not end well.</summary>
    public async Task<CommandResult> SucceedAsync()
    {
        var result = await RunAsync();

        return result.ExitCode == 0
            ? result
            : throw new InvalidOperationException($"`{Program} {string.Join(' ', Arguments)}` failed: {result}");
    }

    public static Process Start(Command command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (command.Environment is { } environment)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"'{command.Program}' does not start: {exception.Message}. Is it installed?", exception);
        }
    }
}
