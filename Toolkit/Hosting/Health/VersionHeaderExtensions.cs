namespace CodeFirst.Hosting;

/// <summary>Tells the program's version.</summary>
public static class VersionHeaderExtensions
{
    /// <summary>The header: <c>service-version</c>. With gRPC it is in the initial metadata.</summary>
    public const string Header = "service-version";

    /// <summary>
    /// Answers of these endpoints, and so not the calls that have to be fast, tell the version (<see cref="ProgramVersion.Of"/>) in a header.
    /// </summary>
    public static TEndpoint WithVersionHeader<TEndpoint>(this TEndpoint endpoint)
        where TEndpoint : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        string? version = null;
        endpoint.Finally(built =>
        {
            var answer = built.RequestDelegate!;
            built.RequestDelegate = context =>
            {
                version ??= ProgramVersion.Of(context.RequestServices.GetRequiredService<IHostEnvironment>());
                context.Response.Headers[Header] = version;

                return answer(context);
            };
        });

        return endpoint;
    }
}
