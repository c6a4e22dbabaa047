namespace CodeFirst.Tests.Packaging;

/// <summary>A class for a program outside the repository: it calls the user service with the package, as Client/README.md tells.</summary>
internal static class UserCaller
{
    public const string Source = """
        using CodeFirst.Calling;
        using CodeFirst.Client;
        using CodeFirst.Contracts;
        using Grpc.Core;
        using Microsoft.Extensions.DependencyInjection;

        internal static class UserCaller
        {
            public static async Task<int> RunAsync(string address, string audience)
            {
                var services = new ServiceCollection();
                services.AddUserServiceClient(options =>
                {
                    options.Address = address;
                    options.Audience = audience;
                });
                await using var provider = services.BuildServiceProvider();
                var users = provider.GetRequiredService<IUserService>();

                var user = await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = $"{Guid.NewGuid():N}@example.com" });
                await using (var recorder = new ActivityRecorder(users))
                {
                    await recorder.RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = "login" });
                }

                await foreach (var next in users.FollowActivityAsync(user.Id))
                {
                    Console.WriteLine($"{next.Sequence} {next.EventType}");
                    if (next.Sequence == 2)
                    {
                        break;
                    }
                }

                await foreach (var listed in users.ListAllUsersAsync($"id = {user.Id}", pageSize: 1))
                {
                    Console.WriteLine(listed == user);
                }

                try
                {
                    await users.CreateUserAsync(new CreateUserRequest { Name = "", Email = "?" });
                }
                catch (RpcException error) when (error.TryGetFieldViolations(out var violations))
                {
                    var fields = violations.Select(violation => violation.Field);
                    Console.WriteLine($"{error.StatusCode} {error.Reason} {string.Join(' ', fields)}");
                }

                return 0;
            }
        }
        """;
}
