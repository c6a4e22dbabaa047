namespace CodeFirst.Transcoding.Calls;

/// <summary>What answers a request whose route was found.</summary>
internal abstract class MatchedRoute
{
    /// <summary>Gets the endpoint that answers; null if routing finds it.</summary>
    public virtual Endpoint? Endpoint => null;

    /// <summary>Answers a request, before all middleware.</summary>
    public abstract Task AnswerAsync(HttpContext context, RequestDelegate next);
}
