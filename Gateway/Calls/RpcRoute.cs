namespace CodeFirst.Gateway.Calls;

/// <summary>One line of the table of routes: a verb and a path, and the rpc they call.</summary>
/// <param name="Verb">The HTTP method; GET answers HEAD too, except to streams.</param>
/// <param name="Path">The path. What is in braces is a field of the request.</param>
/// <param name="Rpc">The name of the rpc.</param>
internal abstract record RpcRoute(string Verb, string Path, string Rpc)
{
    public abstract Type Request { get; }

    public abstract Type Response { get; }

    /// <summary>Gets whether the fields that are not in the path come in a JSON body. Otherwise they come in the query.</summary>
    public bool HasBody => Verb is "POST" or "PATCH" or "PUT";

    public virtual bool IsStream => false;

    /// <summary>Gets the fields of the request that are in the path.</summary>
    public IReadOnlyList<string> PathFields { get; } = [.. PathTemplate.FieldsOf(Path)];

    /// <summary>Gets the HTTP status of a success.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Gets the path of what was created, with fields of the response in braces.</summary>
    public string? Location { get; init; }

    /// <summary>Gets what the route does otherwise than the rpc, whose comment describes it; null if nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the field of the request that Last-Event-ID sets, if the stream can be resumed.</summary>
    public virtual string? ResumeField => null;

    public abstract RequestDelegate Bind(CallRunner calls);
}
