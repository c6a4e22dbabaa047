namespace CodeFirst.Hosting;

/// <summary>How the program starts.</summary>
public sealed class StartOptions
{
    /// <summary>
    /// Gets or sets the program's own settings, or the sections of them, such as <c>Orders</c> for <c>--Orders:MaxItems=5</c>. If set, an
    /// argument with any other name stops the start, so that a misspelt setting does not start the program with the default. The settings
    /// of this package and of .NET's host are always known. Default null: arguments are not checked.
    /// </summary>
    public IReadOnlyList<string>? Settings { get; set; }

    /// <summary>
    /// Gets or sets what tells that the program listens, called once when it does. Default null: on Cloud Run a line in the log, elsewhere
    /// a few lines on standard output with a grpcurl command to try.
    /// </summary>
    public Action<WebApplication, ILogger>? Greet { get; set; }
}
