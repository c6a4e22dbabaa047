namespace CodeFirst.Hosting;

/// <summary>
/// The server cannot start, and the operator can mend it: the message is one line that names the setting or file, its value
/// and the fix. It is printed as it is, without a stack trace, and the exit code is 1.
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
