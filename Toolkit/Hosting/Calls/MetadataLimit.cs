using CodeFirst.Hosting.Errors;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Refuses a request with too much metadata, before anything else looks at it. It is around all other middleware, so that each request
/// is measured once.
/// </summary>
internal sealed class MetadataLimit(IOptions<CallLimitOptions> options, ErrorDomain domain) : IStartupFilter
{
    private const int BytesOfEach = 32; // what HTTP/2 adds for each header (RFC 9113, 6.5.2)
    private const int Usual = 64;

    // Headers of a request cannot be enumerated without an object for each request. They can be copied.
    [ThreadStatic]
    private static KeyValuePair<string, StringValues>[]? _copy;

    private readonly int _most = options.Value.MaxMetadataBytes;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
        {
            if (!IsOver(context.Request.Headers))
            {
                return following(context);
            }

            Refuse(context);

            return Task.CompletedTask;
        });
        next(app);
    };

    private bool IsOver(IHeaderDictionary headers)
    {
        var count = headers.Count;
        var copy = count <= Usual ? _copy ??= new KeyValuePair<string, StringValues>[Usual] : new KeyValuePair<string, StringValues>[count];
        headers.CopyTo(copy, 0);
        long bytes = 0;
        foreach (ref readonly var header in copy.AsSpan(0, count))
        {
            var values = header.Value;
            for (var i = 0; i < values.Count; i++)
            {
                bytes += header.Key.Length + (values[i]?.Length ?? 0) + BytesOfEach;
            }
        }

        copy.AsSpan(0, count).Clear(); // it may hold a token

        return bytes > _most;
    }

    private void Refuse(HttpContext context)
    {
        var response = context.Response;
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) != true)
        {
            response.StatusCode = StatusCodes.Status431RequestHeaderFieldsTooLarge;

            return;
        }

        StatusOnly.Write(response, StatusCode.ResourceExhausted, $"The metadata of a call must not exceed {_most} bytes.");
        ErrorDetails.Complete(response.Headers, domain.OfMethod(context.Request.Path.Value ?? ""));
    }
}
