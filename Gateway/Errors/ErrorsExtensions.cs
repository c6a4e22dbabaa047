namespace CodeFirst.Gateway.Errors;

internal static class ErrorsExtensions
{
    /// <summary>Answers every failure with one form of error. Comes before all that can fail.</summary>
    public static WebApplication UseErrorAnswers(this WebApplication app)
    {
        app.UseMiddleware<ErrorAnswers>();

        return app;
    }
}
