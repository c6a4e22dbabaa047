namespace CodeFirst.Hosting;

/// <summary>
/// The program cannot start, and the operator can fix that. The message is one line that names the setting or file, its value and the fix.
/// The program prints it without a stack trace, and exits with code 1.
/// </summary>
public sealed class StartupException : Exception
{
    /// <summary>Creates the exception with the line to print.</summary>
    public StartupException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the line to print and what caused it.</summary>
    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
