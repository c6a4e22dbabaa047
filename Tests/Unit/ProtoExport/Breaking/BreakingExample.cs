namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

/// <summary>The smallest change that breaks a rule.</summary>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Before">The released file.</param>
/// <param name="After">The changed file.</param>
/// <param name="Where">What the error names.</param>
/// <param name="Fix">A part of the way out that it shows.</param>
internal sealed record BreakingExample(string Rule, string Before, string After, string Where, string Fix)
{
    public override string ToString() => Rule;
}
