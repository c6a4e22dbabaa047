using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Errors;
using Grpc.Core;

namespace CodeFirst.Gateway.Hosting;

/// <summary>
/// Whether the user service answers. It is asked for a user, with the identity and over the connection of every other call: the health
/// service would answer although the store or the identity does not work.
/// </summary>
internal sealed class Readiness(UserServiceClient users, TimeProvider clock, ILogger<Readiness> logger)
{
    public const string Path = "/health/ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Probes are open to everyone: however many there are, the service is asked once in this time.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<bool>? _answer;
    private long _askedAt;

    public async Task AnswerAsync(HttpContext context)
    {
        if (!await IsReadyAsync().WaitAsync(context.RequestAborted))
        {
            throw Refusal.NotReady();
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("ok");
    }

    private Task<bool> IsReadyAsync()
    {
        lock (_lock)
        {
            if (_answer is null || clock.GetElapsedTime(_askedAt) >= Lifetime)
            {
                _askedAt = clock.GetTimestamp();
                _answer = AskAsync();
            }

            return _answer;
        }
    }

    private async Task<bool> AskAsync()
    {
        try
        {
            var options = new CallOptions(deadline: clock.GetUtcNow().UtcDateTime + Patience);
            await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 }, options);

            return true;
        }
        catch (RpcException exception)
        {
            logger.NotReady(Path, exception.StatusCode, exception.Status.Detail);

            return false;
        }
    }
}
