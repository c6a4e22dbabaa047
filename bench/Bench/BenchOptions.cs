using System.Globalization;

namespace CodeFirst.Bench;

/// <summary>The arguments: rows to measure (none: all), and switches.</summary>
internal sealed record BenchOptions
{
    public const string Usage =
        """
        Usage: bench/run.sh [ROW …] [--check] [--quick] [--large] [--rounds=N] [--minutes=N] [--report]

          ROW          measures these rows only, such as P3 P4. Default: all but SOAK
          --check      ends with exit code 1 if a target is missed
          --quick      does little of everything: shows that it works, and writes no results
          --large      measures P14 with 10 M users too: takes ten minutes more and 10 GB in bench/.data
          --rounds=N   how often each figure is measured. Default: 5
          --minutes=N  how long SOAK lasts. Default: 60
          --report     measures nothing, and writes docs/performance.md from bench/results
        """;

    public IReadOnlyList<string> Rows { get; private init; } = [];

    public bool Check { get; private init; }

    public bool Quick { get; private init; }

    public bool Large { get; private init; }

    public bool ReportOnly { get; private init; }

    public int Rounds { get; private init; } = 5;

    public int Minutes { get; private init; } = 60;

    /// <summary>Reads the arguments. Throws <see cref="ArgumentException"/> for one that it does not know.</summary>
    public static BenchOptions Parse(string[] arguments) => arguments.Aggregate(new BenchOptions(), (options, argument) => argument switch
    {
        "--check" => options with { Check = true },
        "--quick" => options with { Quick = true },
        "--large" => options with { Large = true },
        "--report" => options with { ReportOnly = true },
        _ when Number(argument, "--rounds=") is { } rounds => options with { Rounds = rounds },
        _ when Number(argument, "--minutes=") is { } minutes => options with { Minutes = minutes },
        _ when !argument.StartsWith('-') => options with { Rows = [.. options.Rows, argument.ToUpperInvariant()] },
        _ => throw new ArgumentException($"'{argument}' is not an argument of this program."),
    });

    private static int? Number(string argument, string name) =>
        argument.StartsWith(name, StringComparison.Ordinal)
        && int.TryParse(argument[name.Length..], CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
