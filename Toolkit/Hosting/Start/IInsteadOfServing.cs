namespace CodeFirst.Hosting;

/// <summary>A task that the command line asks for. The program runs it instead of listening.</summary>
public interface IInsteadOfServing
{
    /// <summary>
    /// Runs the task, and prints its progress to <paramref name="output"/>. Throws <see cref="StartupException"/> for what the operator can
    /// fix.
    /// </summary>
    Task RunAsync(TextWriter output, CancellationToken cancellationToken);
}
