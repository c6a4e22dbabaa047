using CodeFirst.ProtoExport;
using CodeFirst.ProtoExport.Problems;

try
{
    var options = ExportOptions.Read(args);
    var result = Exporter.Export(options);
    foreach (var line in result.Lines)
    {
        Console.WriteLine(line);
    }

    return result.Succeeded ? 0 : 1;
}
catch (ExportException failure)
{
    Console.WriteLine(failure.Problem);
    return 1;
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    Console.WriteLine(new Problem(ProblemCodes.CannotWrite, "file", failure.Message, "Free the disk, or make the folder writable."));
    return 1;
}
catch (Exception failure)
{
    Console.WriteLine(new Problem(
        ProblemCodes.Unexpected, failure.GetType().Name, failure.Message, "This is a defect of the exporter: report it with the contract."));
    return 1;
}
