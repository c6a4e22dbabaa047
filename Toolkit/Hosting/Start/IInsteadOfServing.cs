namespace CodeFirst.Hosting;

/// <summary>Something to do once, when the command line asks for it, and not to listen at all.</summary>
public interface IInsteadOfServing
{
    /// <summary>
    /// Does it and tells of it on <paramref name="output"/>. Throws <see cref="StartupException"/> for what the operator can mend.
    /// </summary>
    Task RunAsync(TextWriter output, CancellationToken cancellationToken);
}
