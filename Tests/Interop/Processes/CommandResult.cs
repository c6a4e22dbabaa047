namespace CodeFirst.Tests.Interop.Processes;

/// <summary>What a program did.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}".Trim();
}
