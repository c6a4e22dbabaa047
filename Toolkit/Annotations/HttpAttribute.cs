namespace CodeFirst.Annotations;

/// <summary>
/// A route by which a method can be called over HTTP with JSON. A method may have several; each is a way to call the same method.
/// </summary>
/// <remarks>
/// Put it on the method of the contract's interface. CodeFirst.ProtoExport checks it when the contract is built and writes it into the
/// descriptor set as <c>google.api.http</c>; CodeFirst.Transcoding serves it. To change or remove a route that is released breaks
/// callers, and the exporter's gate says so.
/// </remarks>
/// <param name="route">
/// The HTTP method, a space, and the path: <c>GET /v1/orders/{id}</c>. A name in braces is a field of the request, also a nested one
/// (<c>{customer.id}</c>), and matches one segment. <c>{name=shelves/*/books/*}</c> matches several, <c>{name=files/**}</c> all that follow,
/// and <c>:archive</c> at the end is a verb. The syntax is that of google.api.http.
/// </param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class HttpAttribute(string route) : Attribute
{
    /// <summary>Gets the HTTP method, a space, and the path.</summary>
    public string Route { get; } = route;

    /// <summary>
    /// Gets or sets what the body of the HTTP request is: <c>*</c> for all fields of the request that are not in the path, the name of one
    /// field, or an empty string for no body. Fields that are neither in the path nor in the body are query parameters. Default: null,
    /// which means <c>*</c> for POST, PUT and PATCH, and no body for every other HTTP method.
    /// </summary>
    public string? Body { get; set; }

    /// <summary>
    /// Gets or sets the field of the response that is the whole body of the answer, such as <c>items</c> for a JSON array. Default: null,
    /// the response.
    /// </summary>
    public string? ResponseBody { get; set; }

    /// <summary>
    /// Gets or sets the HTTP status of a success: 200, 201, 202, or 204, which has no body. Default: 0, which means 200. All routes of
    /// a method have the same. Streams have 200.
    /// </summary>
    public int Status { get; set; }

    /// <summary>
    /// Gets or sets the path that the <c>Location</c> header of the answer has, with fields of the response in braces, such as
    /// <c>/v1/orders/{id}</c>. It needs the status 201 or 202. All routes of a method have the same. Default: null, no header.
    /// </summary>
    public string? Location { get; set; }
}
