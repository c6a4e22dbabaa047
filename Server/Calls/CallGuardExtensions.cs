namespace CodeFirst.Server.Calls;

internal static class CallGuardExtensions
{
    /// <summary>Guards every rpc that is mapped. Comes before all other middleware, so that its errors are complete too.</summary>
    public static WebApplication UseCallGuards(this WebApplication app)
    {
        app.UseMiddleware<CallGuard>();
        return app;
    }
}
