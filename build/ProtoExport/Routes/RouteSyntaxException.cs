namespace CodeFirst.ProtoExport.Routes;

/// <summary>A route cannot be read.</summary>
/// <param name="code">The id of the problem.</param>
/// <param name="what">What is wrong, without a subject.</param>
/// <param name="fix">What to write.</param>
internal sealed class RouteSyntaxException(string code, string what, string fix) : Exception($"{what} {fix}")
{
    public string Code { get; } = code;

    public string What { get; } = what;

    public string Fix { get; } = fix;
}
