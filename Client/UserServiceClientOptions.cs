namespace CodeFirst.Client;

/// <summary>How to reach the user service.</summary>
public sealed class UserServiceClientOptions
{
    /// <summary>Where the service is: <c>host</c>, <c>host:port</c>, <c>https://…</c>, or <c>http://…</c> with <see cref="Insecure"/>.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whether to speak HTTP/2 without TLS. Default: false.</summary>
    public bool Insecure { get; set; }
}
