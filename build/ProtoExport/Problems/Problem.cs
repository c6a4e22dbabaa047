namespace CodeFirst.ProtoExport.Problems;

/// <summary>Something in the contract that proto3 cannot say truthfully, or that stops the export.</summary>
/// <param name="Code">A stable id, one of <see cref="ProblemCodes"/>.</param>
/// <param name="Where">The type and member.</param>
/// <param name="What">What is wrong, a sentence without a subject.</param>
/// <param name="Fix">What to do, a sentence.</param>
internal sealed record Problem(string Code, string Where, string What, string Fix)
{
    /// <summary>The problem in the form that MSBuild turns into a build error: one line.</summary>
    public override string ToString() =>
        $"CodeFirst.ProtoExport : error {Code}: {Where}: {What} {Fix}".ReplaceLineEndings(" ");
}
