namespace CodeFirst.Hosting;

/// <summary>Sends the program's version.</summary>
public static class VersionHeaderExtensions
{
    /// <summary>The header: <c>service-version</c>. With gRPC it is in the initial metadata.</summary>
    public const string Header = "service-version";

    /// <summary>
    /// Adds the version (<see cref="ProgramVersion.Of"/>) to responses of these endpoints, in a header. Other calls stay as fast as they
    /// are.
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
