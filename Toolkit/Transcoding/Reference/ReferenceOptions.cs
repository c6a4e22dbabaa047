using Microsoft.OpenApi;

namespace CodeFirst.Transcoding;

/// <summary>What the OpenAPI document says besides the contract. Everything else in it comes from the contract.</summary>
public sealed class ReferenceOptions
{
    /// <summary>Gets or sets the title. Default: null, which means the names of the services: <c>OrderService</c> gives "Order service".</summary>
    public string? Title { get; set; }

    /// <summary>Gets or sets the version of the API. Default: <c>v1</c>.</summary>
    public string Version { get; set; } = "v1";

    /// <summary>Gets or sets the description. Default: null, which means the comments of the services.</summary>
    public string? Description { get; set; }

    /// <summary>Gets the URLs at which the API is served. Default: none, which means <c>/</c>, where the document came from.</summary>
    public IList<string> Servers { get; } = [];

    /// <summary>
    /// Gets examples as JSON, by the full name of the message: <c>["shop.v1.Order"] = """{"id":"order-1"}"""</c>. The fields of a request are
    /// the examples of its parameters. Default: none.
    /// </summary>
    public IDictionary<string, string> Examples { get; } = new Dictionary<string, string>();

    /// <summary>Gets or sets whether callers send a bearer token: then the document says so, with 401 and 403. Default: false.</summary>
    public bool NeedsToken { get; set; }

    /// <summary>
    /// Gets or sets what changes the document after it is made, such as operations that are not routes of the contract. Default: null,
    /// nothing.
    /// </summary>
    public Action<OpenApiDocument>? Configure { get; set; }
}
