namespace CodeFirst.Hosting;

/// <summary>How the program starts.</summary>
public sealed class StartOptions
{
    /// <summary>
    /// Gets or sets the sections of settings that the program has besides those it describes with
    /// <see cref="SettingExtensions.DescribeSettings"/>, such as <c>Orders</c> for <c>--Orders:MaxItems=5</c>. If set, even to an empty
    /// list, an argument that is no setting stops the start: a misspelt setting must not start the program with the default. The settings
    /// of this package and of .NET's host are always known. Default null: arguments are not checked.
    /// </summary>
    public IReadOnlyList<string>? Settings { get; set; }

    /// <summary>Gets or sets what the program does, in one sentence for <c>--help</c>. Default null: not said.</summary>
    public string? Summary { get; set; }

    /// <summary>
    /// Gets or sets where the documents are: a URL, or the path of a file, for <c>--help</c>. Default null: the README of this package.
    /// </summary>
    public string? Documents { get; set; }

    /// <summary>
    /// Gets or sets what the program prints once it listens. Default null: one log line on Cloud Run; elsewhere a few lines on standard
    /// output, with a grpcurl command to try.
    /// </summary>
    public Action<WebApplication, ILogger>? Greet { get; set; }
}
