namespace CodeFirst.Transcoding;

/// <summary>Is in the metadata of the endpoint of every route, for middleware that treats calls otherwise than pages.</summary>
/// <param name="method">The method, such as <c>/shop.Orders/Place</c>.</param>
/// <param name="route">The route, such as <c>GET /v1/orders/{id}</c>.</param>
/// <param name="isStream">Whether the answer is a stream.</param>
public sealed class TranscodedMethodMetadata(string method, string route, bool isStream)
{
    /// <summary>Gets the method, such as <c>/shop.Orders/Place</c>.</summary>
    public string Method { get; } = method;

    /// <summary>Gets the route, such as <c>GET /v1/orders/{id}</c>.</summary>
    public string Route { get; } = route;

    /// <summary>Gets whether the answer is a stream.</summary>
    public bool IsStream { get; } = isStream;
}
