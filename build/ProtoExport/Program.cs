using CodeFirst.ProtoExport.CommandLine;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport;

/// <summary>Runs one command. Its lines are for MSBuild: files written, or errors in the form that becomes a build error.</summary>
internal static class Program
{
    private const int Problems = 1;
    private const int BadUsage = 2;

    public static int Main(string[] args) => Run(() => Command.Run(args));

    /// <summary>Runs a command, and tells how it ended as an exit code.</summary>
    public static int Run(Func<ExportResult> command)
    {
        try
        {
            var result = command();
            foreach (var line in result.Lines)
            {
                Console.WriteLine(line);
            }

            return result.Succeeded ? 0 : Problems;
        }
        catch (ExportException failure)
        {
            return Fail(failure.Problem, failure.Problem.Code == ProblemCodes.BadOptions ? BadUsage : Problems);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Writing tells its own failures, so this one is about a file that is read.
            return Fail(new Problem(
                Severity.Error, ProblemCodes.CannotLoad, "file", failure.Message, "Close the program that uses it, or make it readable."));
        }
        catch (Exception failure)
        {
            return Fail(new Problem(
                Severity.Error,
                ProblemCodes.Unexpected,
                failure.GetType().Name,
                failure.Message,
                "This is a bug in the exporter. Report it, with the contract."));
        }
    }

    private static int Fail(Problem problem, int exitCode = Problems)
    {
        Console.WriteLine(problem);
        return exitCode;
    }
}
