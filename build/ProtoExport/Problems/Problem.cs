using System.Reflection;

namespace CodeFirst.ProtoExport.Problems;

/// <summary>Something that a reader of the .proto would not expect, or that proto3 cannot say truthfully.</summary>
/// <param name="Severity">Whether it stops the export.</param>
/// <param name="Code">A stable id, one of <see cref="ProblemCodes"/>.</param>
/// <param name="Where">The type and member.</param>
/// <param name="What">What is wrong, a sentence without a subject.</param>
/// <param name="Fix">What to do, a sentence.</param>
internal sealed record Problem(Severity Severity, string Code, string Where, string What, string Fix)
{
    /// <summary>The member or type whose declaration an editor shows, if it is known.</summary>
    public MemberInfo? Member { get; init; }

    /// <summary>The file and position of the declaration, such as <c>Orders.cs(12,16)</c>, if they are known.</summary>
    public string? Place { get; init; }

    /// <summary>The problem in the form that MSBuild turns into a build error or warning: one line.</summary>
    public override string ToString()
    {
        // MSBuild tells the place from the rest by the blank before the colon.
        var origin = Place ?? "CodeFirst.ProtoExport ";
        return $"{origin}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Where}: {What} {Fix}".ReplaceLineEndings(" ");
    }
}
