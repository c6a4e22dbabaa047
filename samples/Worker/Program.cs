// A worker that creates a user, records what it does, follows it, and stops. It runs anywhere; on Cloud Run set USER_SERVICE_URL.
using CodeFirst.Calling;
using CodeFirst.Client;
using CodeFirst.Contracts;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddUserServiceClient(options =>
{
    options.Address = builder.Configuration["USER_SERVICE_URL"] ?? "localhost:8080";
    options.Insecure = builder.Configuration["INSECURE"] == "true";
    options.Audience = builder.Configuration["USER_SERVICE_AUDIENCE"];
});
builder.Services.AddSingleton<ActivityRecorder>();
builder.Services.AddHostedService<Worker>();
await builder.Build().RunAsync();

internal sealed class Worker(IUserService users, ActivityRecorder recorder, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly string Role = $"worker-{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var user = await users.CreateUserAsync(
            new CreateUserRequest { Name = "Ann", Email = $"{Guid.NewGuid():N}@example.com", Role = Role },
            new CallOptions(cancellationToken: stoppingToken));

        // Three at once, over one stream, in this order; sent again if that stream is cut.
        await Task.WhenAll(Enumerable.Range(1, 3).Select(i => recorder.RecordAsync(
            new RecordActivityRequest { UserId = user.Id, EventType = "login", Description = $"Login {i}" }, stoppingToken)));

        await foreach (var next in users.FollowActivityAsync(user.Id, cancellationToken: stoppingToken))
        {
            Console.WriteLine($"{next.Sequence} {next.EventType} {next.Description}".TrimEnd());
            if (next.Sequence == 4)
            {
                break; // it would go on for ever
            }
        }

        await foreach (var listed in users.ListAllUsersAsync($"role = {Role}", cancellationToken: stoppingToken))
        {
            Console.WriteLine($"listed {listed.Name}");
        }

        try
        {
            await users.CreateUserAsync(new CreateUserRequest { Email = "?" }, new CallOptions(cancellationToken: stoppingToken));
        }
        catch (RpcException error) when (error.TryGetFieldViolations(out var violations))
        {
            Console.WriteLine($"{error.Reason}: {string.Join(", ", violations.Select(violation => violation.Field))}");
        }

        lifetime.StopApplication();
    }
}
