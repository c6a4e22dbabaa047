namespace CodeFirst.Transcoding.Calls;

/// <summary>A path of the application itself, which is more specific than any route: routing finds its endpoint.</summary>
internal sealed class PassedOn : MatchedRoute
{
    public static PassedOn Instance { get; } = new();

    public override Task AnswerAsync(HttpContext context, RequestDelegate next) => next(context);
}
