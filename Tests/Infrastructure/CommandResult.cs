namespace CodeFirst.Tests.Infrastructure;

/// <summary>What a program did.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}".Trim();
}
