namespace CodeFirst.Transcoding;

/// <summary>The form of errors over HTTP.</summary>
public enum ErrorForm
{
    /// <summary>
    /// As Google's APIs have it (AIP-193), <c>application/json</c>:
    /// <c>{"error":{"code":404,"status":"NOT_FOUND","message":…,"details":[…]}}</c>.
    /// </summary>
    Status,

    /// <summary>
    /// Problem details (RFC 9457), <c>application/problem+json</c>:
    /// <c>{"type":"about:blank","title":"NOT_FOUND","status":404,"detail":…,"details":[…]}</c>.
    /// </summary>
    ProblemDetails,
}
