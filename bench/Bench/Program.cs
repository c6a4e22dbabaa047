using CodeFirst.Bench;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Results;
using CodeFirst.Bench.Rows;

BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
    _ = AllRows.Choose(options);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(BenchOptions.Usage);

    return 2;
}

if (options.ReportOnly)
{
    await Report.WriteAsync(ResultFiles.ReadAll());

    return 0;
}

var isMet = true;
using (var lab = new Lab(options))
{
    foreach (var row in AllRows.Choose(options))
    {
        Console.WriteLine($"{row.Id} {row.Title}");
        var result = await AllRows.MeasureAsync(row, lab);
        foreach (var target in result.Targets)
        {
            Console.WriteLine($"{row.Id} {target.Comparison} {(target.IsMet ? "ok" : "missed")} ({target.What})");
        }

        isMet &= result.IsMet;
        if (!options.Quick)
        {
            await ResultFiles.WriteAsync(result);
        }
        else
        {
            Report.Check(result);
        }
    }
}

if (!options.Quick)
{
    await Report.WriteAsync(ResultFiles.ReadAll());
}

return options.Check && !isMet ? 1 : 0;
