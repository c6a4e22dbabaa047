namespace CodeFirst.Tests.Packaging.Processes;

/// <summary>What a program did.</summary>
internal sealed record ProcessResult(string Command, int ExitCode, string Output)
{
    /// <summary>Fails the test, with all that the program said, if it did not end well.</summary>
    public ProcessResult OrFail()
    {
        Assert.That(ExitCode, Is.Zero, ToString);
        return this;
    }

    public override string ToString() => $"`{Command}` ended with {ExitCode}:\n{Output}";
}
