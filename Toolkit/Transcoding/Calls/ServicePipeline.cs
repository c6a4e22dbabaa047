namespace CodeFirst.Transcoding.Calls;

/// <summary>The middleware of the application, behind the finder of routes.</summary>
internal sealed class ServicePipeline
{
    /// <summary>Gets or sets the middleware. Throws in a program that serves nothing.</summary>
    public RequestDelegate Next { get; set; } =
        _ => throw new InvalidOperationException("The application has not been started: there is no middleware to call a method through.");
}
