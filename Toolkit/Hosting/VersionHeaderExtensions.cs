namespace CodeFirst.Hosting;

internal static class VersionHeaderExtensions
{
    public const string Header = "service-version";

    /// <summary>
    /// Answers of these endpoints, and so not the calls that have to be fast, tell the version in a header (gRPC: in the initial metadata).
    /// </summary>
    public static TEndpoint WithVersionHeader<TEndpoint>(this TEndpoint endpoint)
        where TEndpoint : IEndpointConventionBuilder
    {
        endpoint.Finally(static built =>
        {
            var answer = built.RequestDelegate!;
            built.RequestDelegate = context =>
            {
                context.Response.Headers[Header] = ProductVersion.Text;

                return answer(context);
            };
        });

        return endpoint;
    }
}
