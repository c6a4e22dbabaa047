using System.Globalization;

namespace CodeFirst.Bench.Results;

/// <summary>A target, and how far from it we are.</summary>
/// <param name="What">What is limited, in words.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Limit">What it may be.</param>
/// <param name="IsMinimum">Whether the value has to be at least the limit instead of at most.</param>
internal sealed record Target(string What, double Value, double Limit, bool IsMinimum = false)
{
    // As it is printed: 1.304 is 1.30, and that is not more than 1.3.
    public bool IsMet => IsMinimum ? Rounded >= Limit : Rounded <= Limit;

    private double Rounded => double.Parse(Text(Value), CultureInfo.InvariantCulture);

    public string Comparison => string.Create(CultureInfo.InvariantCulture, $"{Text(Value)} {(IsMinimum ? ">=" : "<=")} {Text(Limit)}");

    private static string Text(double value) => value.ToString(value < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture);
}
