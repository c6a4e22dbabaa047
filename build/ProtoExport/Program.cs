using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport;

/// <summary>Runs one export. Its lines are for MSBuild: files written, or errors in the form that becomes a build error.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        try
        {
            var result = Exporter.Export(ExportOptions.Read(args));
            foreach (var line in result.Lines)
            {
                Console.WriteLine(line);
            }

            return result.Succeeded ? 0 : 1;
        }
        catch (ExportException failure)
        {
            return Fail(failure.Problem);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(new Problem(ProblemCodes.CannotWrite, "file", failure.Message, "Free the disk, or make the folder writable."));
        }
        catch (Exception failure)
        {
            return Fail(new Problem(
                ProblemCodes.Unexpected,
                failure.GetType().Name,
                failure.Message,
                "This is a defect of the exporter: report it with the contract."));
        }
    }

    private static int Fail(Problem problem)
    {
        Console.WriteLine(problem);
        return 1;
    }
}
