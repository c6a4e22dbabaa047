using CodeFirst.Client;
using CodeFirst.Transcoding;
using Grpc.Core;

namespace CodeFirst.Gateway.Seed;

/// <summary>
/// The routes of the gateway that this one replaces, byte for byte: every failure of the service is HTTP 500 with its status in plain
/// text, and parameters that are not known are ignored. New callers use /v1.
/// </summary>
internal sealed class SeedRoutes(UserServiceClient users, TranscodingErrors errors)
{
    private const int PageSize = 10;

    private static readonly string[] ForwardedHeaders = ["authorization", "x-request-id", "accept-language"];

    public Task ListUsersAsync(HttpContext context) => AnswerAsync(
        context,
        $"GET {SeedExtensions.ListUsers}",
        "Failed to list users: ",
        async call => SeedJson.Of(await users.ListUsersAsync(new() { PageSize = PageSize }, call)));

    public Task GetUserAsync(HttpContext context)
    {
        var id = context.Request.Query["id"] is [{ Length: > 0 } first, ..] ? first : null;

        return id is null
            ? WriteErrorAsync(context.Response, StatusCodes.Status400BadRequest, "Missing user ID")
            : AnswerAsync(
                context,
                $"GET {SeedExtensions.GetUser}",
                "Failed to get user: ",
                async call => SeedJson.Of(await users.GetUserAsync(new() { Id = id }, call)));
    }

    private async Task AnswerAsync(HttpContext context, string route, string failure, Func<CallOptions, Task<byte[]>> read)
    {
        try
        {
            var json = await read(new CallOptions(HeadersOf(context.Request), cancellationToken: context.RequestAborted));
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = json.Length;
            await context.Response.Body.WriteAsync(json, context.RequestAborted);
        }
        catch (RpcException exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteErrorAsync(
                context.Response, StatusCodes.Status500InternalServerError, failure + GoText(errors.Explain(route, exception)));
        }
    }

    private static Metadata HeadersOf(HttpRequest request)
    {
        var headers = new Metadata();
        foreach (var name in ForwardedHeaders)
        {
            // What gRPC metadata cannot hold stays here.
            if (request.Headers[name] is [{ Length: > 0 } value] && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                headers.Add(name, value);
            }
        }

        return headers;
    }

    // What http.Error of Go writes.
    private static Task WriteErrorAsync(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";

        return response.WriteAsync(message + "\n");
    }

    // What the Error method of a gRPC status in Go returns.
    private static string GoText(Google.Rpc.Status status)
    {
        var code = (StatusCode)status.Code;
        var name = code == StatusCode.Cancelled ? "Canceled" : code.ToString();

        return $"rpc error: code = {name} desc = {status.Message}";
    }
}
