namespace CodeFirst.Gateway.Calls;

/// <summary>Where a field of a request comes from.</summary>
internal enum RequestSource
{
    Path,
    Query,
    Body,
}
