using System.Text.Json;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Calls;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Json;
using Grpc.Core;

namespace CodeFirst.Gateway.Seed;

/// <summary>
/// The routes of the gateway that this one replaces, byte for byte: every failure of the service is HTTP 500 with its status in plain
/// text, and parameters that are not known are ignored. New callers use /v1.
/// </summary>
internal sealed class SeedRoutes(CallRunner calls)
{
    private const int PageSize = 10;

    public Task ListUsersAsync(HttpContext context) =>
        AnswerAsync(
            context,
            "Failed to list users: ",
            calls.Users.ListUsersAsync(new() { PageSize = PageSize }, calls.Begin(context)),
            WithEarlierFields);

    public Task GetUserAsync(HttpContext context)
    {
        var id = context.Request.Query["id"] is [{ Length: > 0 } first, ..] ? first : null;

        return id is null
            ? WriteErrorAsync(context.Response, StatusCodes.Status400BadRequest, "Missing user ID")
            : AnswerAsync(
                context, "Failed to get user: ", calls.Users.GetUserAsync(new() { Id = id }, calls.Begin(context)), WithEarlierFields);
    }

    /// <summary>Takes away what a user has now that it had not then.</summary>
    public static User WithEarlierFields(User user) => user with { UpdatedAt = "", ETag = "" };

    public static ListUsersResponse WithEarlierFields(ListUsersResponse page) =>
        page with { Users = [.. page.Users.Select(WithEarlierFields)] };

    private async Task AnswerAsync<T>(HttpContext context, string failure, ValueTask<T> call, Func<T, T> withEarlierFields)
        where T : class
    {
        try
        {
            var message = withEarlierFields(await call);
            using var scratch = JsonScratch.Rent();
            JsonSerializer.Serialize(scratch.Writer, message, WireJson.TypeOf<T>());
            JsonBody.Write(context.Response, scratch.Written);
        }
        catch (RpcException exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            var cause = Failure.Of(exception);
            calls.Logger.CallFailed(context, cause);
            await WriteErrorAsync(context.Response, StatusCodes.Status500InternalServerError, failure + GoText(cause.Status));
        }
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
