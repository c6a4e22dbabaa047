namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>A request as it came to the front end.</summary>
public sealed record FrontEndRequest(string Path, string Connection, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
