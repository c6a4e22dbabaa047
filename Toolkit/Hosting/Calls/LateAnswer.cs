using CodeFirst.Hosting.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Hosting.Calls;

/// <summary>Answers a call with DEADLINE_EXCEEDED while grpc-dotnet, or the service, still works on it.</summary>
internal static class LateAnswer
{
    public static async Task WriteAsync(HttpContext context, ErrorDomain domain, string method)
    {
        var response = context.Response;
        var status = response.HasStarted
            ? context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : response.Headers;
        ErrorDetails.Write(status, StatusCode.DeadlineExceeded, CallErrors.DeadlineExceeded().Status.Detail);
        ErrorDetails.Complete(status, domain.OfMethod(method));
        await response.CompleteAsync();

        // grpc-dotnet writes the status once more when it comes to its end.
        context.Features.Set<IHttpResponseTrailersFeature>(new LateTrailers());
    }

    /// <summary>Trailers that come after the end of the response, and go nowhere.</summary>
    private sealed class LateTrailers : IHttpResponseTrailersFeature
    {
        public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();
    }
}
