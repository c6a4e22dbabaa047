namespace CodeFirst.Hosting.Calls;

/// <summary>A feature of a request whose message was decoded: from then on it is not the caller who is to blame.</summary>
internal sealed class HandledCall
{
    public static HandledCall Instance { get; } = new();
}
