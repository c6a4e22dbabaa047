using CodeFirst.Tests.Unit.Fuzzing;
using SharpFuzz;

// TARGET               runs under afl-fuzz, instrumented
// TARGET seeds FOLDER  writes what to begin with
// TARGET FILE...       reads what was found
if (args.Length == 0)
{
    Console.Error.WriteLine($"Say what to fuzz: {string.Join(", ", FuzzTargets.All)}.");

    return 2;
}

// Instrumented code can only run below afl-fuzz, so nothing of it before.
var target = new Lazy<FuzzTarget>(() => FuzzTargets.Find(args[0]));
switch (args[1..])
{
    case []:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            target.Value.Run(input.ToArray());
        });
        break;
    case ["seeds", var folder]:
        Directory.CreateDirectory(folder);
        foreach (var (index, seed) in target.Value.Seeds.Index())
        {
            File.WriteAllBytes(Path.Combine(folder, $"{index}"), seed);
        }

        break;
    case var files:
        foreach (var file in files)
        {
            target.Value.Run(File.ReadAllBytes(file));
        }

        break;
}

return 0;
