using CodeFirst.Calling;
using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Functional.Client;

public sealed class RegistrationTests : CloudRunTests
{
    [Test]
    public async Task One_line_adds_the_client()
    {
        var services = new ServiceCollection();
        services.AddUserServiceClient(options => options.Address = FrontEnd.Address).Trusting();
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var user = await CreateUserAsync();

        var got = await provider.GetRequiredService<IUserService>().GetUserAsync(new GetUserRequest { Id = user.Id });

        got.Should().Be(user);
    }

    [Test]
    public async Task What_was_measured_of_the_client_without_injection_holds_with_it()
    {
        FrontEnd.Audience = NewAudience();
        var services = new ServiceCollection();
        services
            .AddUserServiceClient(options =>
            {
                options.Address = FrontEnd.Address;
                options.Audience = FrontEnd.Audience;
                options.Deadline = TimeSpan.FromSeconds(20);
            })
            .Trusting();
        await using var provider = services.BuildServiceProvider();
        var users = provider.GetRequiredService<IUserService>();
        FrontEnd.Fail(FrontEndFault.LostAnswer);
        FrontEnd.Fail(FrontEndFault.Reset);

        var created = await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = NewEmail() });
        FrontEnd.Fail(FrontEndFault.WebPage);
        var page = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = created.Id }).AsTask());

        created.Name.Should().Be("Ann");
        page.StatusCode.Should().Be(StatusCode.Internal);
        Metadata.FetchesFor(FrontEnd.Audience).Should().Be(1);
    }

    [Test]
    public async Task The_options_come_from_a_section_of_the_configuration()
    {
        var services = new ServiceCollection();
        services.AddUserServiceClient(Configuration(new()
        {
            ["Users:Address"] = FrontEnd.Address,
            ["Users:Audience"] = "https://users.example.com",
            ["Users:Anonymous"] = "false",
            ["Users:Deadline"] = "00:00:07",
            ["Users:MaxAttempts"] = "2",
            ["Users:KeepAliveInterval"] = "-00:00:00.001",
            ["Users:MaxReceiveMessageSize"] = "1234",
        }).GetSection("Users"));
        await using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<CodeFirstClientOptions>>()
            .Get("CodeFirst.Contracts.IUserService");

        options.Should().BeEquivalentTo(new CodeFirstClientOptions
        {
            Address = FrontEnd.Address,
            Audience = "https://users.example.com",
            Deadline = TimeSpan.FromSeconds(7),
            MaxAttempts = 2,
            ClientFactory = UserServiceClientFactory.Instance,
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            MaxReceiveMessageSize = 1234,
        });
    }

    [Test]
    public async Task Several_clients_are_told_apart_by_their_names()
    {
        await using var other = await FakeCloudRun.StartAsync(Server.Address.Port);
        var services = new ServiceCollection();
        services.AddUserServiceClient(options => options.Address = "nowhere.invalid");
        services.AddUserServiceClient("here", options => options.Address = FrontEnd.Address).Trusting();
        services.AddUserServiceClient("there", Configuration(new() { ["Address"] = other.Address })).Trusting();
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        await provider.GetRequiredKeyedService<IUserService>("here").ListUsersAsync(new ListUsersRequest { PageSize = 1 });
        await provider.GetRequiredKeyedService<IUserService>("there").ListUsersAsync(new ListUsersRequest { PageSize = 1 });
        var unnamed = await StatusOfAsync(() => provider.GetRequiredService<IUserService>()
            .GetUserAsync(new GetUserRequest { Id = "user-1" }, new CallOptions(deadline: Patience.In(TimeSpan.FromSeconds(1)))).AsTask());

        (FrontEnd.Requests.Count, other.Requests.Count).Should().Be((1, 1));
        unnamed.StatusCode.Should().BeOneOf(StatusCode.Unavailable, StatusCode.DeadlineExceeded);
    }

    [Test]
    public void Named_clients_alone_add_none_without_a_name()
    {
        var services = new ServiceCollection();
        services.AddUserServiceClient("here", options => options.Address = FrontEnd.Address);
        using var provider = services.BuildServiceProvider();

        provider.GetService<IUserService>().Should().BeNull();
        provider.GetKeyedService<IUserService>("here").Should().NotBeNull();
    }

    [Test]
    public async Task A_client_that_is_added_twice_is_one_client_with_both_options()
    {
        var handled = 0;
        var services = new ServiceCollection();
        services.AddUserServiceClient(options => options.Address = "nowhere.invalid");
        services.AddUserServiceClient(options => options.Address = FrontEnd.Address)
            .Trusting()
            .AddHttpMessageHandler(() => new Counter(() => handled++));
        await using var provider = services.BuildServiceProvider();
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable);

        await provider.GetRequiredService<IUserService>().ListUsersAsync(new ListUsersRequest { PageSize = 1 });

        provider.GetServices<IUserService>().Should().ContainSingle();
        FrontEnd.Requests.Should().HaveCount(2);
        handled.Should().Be(2, "what is added to the HTTP client sees each attempt");
    }

    [Test]
    public async Task Wrong_options_stop_the_start_of_the_application()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddUserServiceClient(options => options.Address = "http://users.example.com");
        builder.Services.AddUserServiceClient("other", options =>
        {
            options.Address = "localhost";
            options.MaxAttempts = 0;
        });
        using var host = builder.Build();

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<AggregateException>()).Which.InnerExceptions.Select(one => one.Message).Should().BeEquivalentTo(
            "Client of CodeFirst.Contracts.IUserService: Address is \"http://users.example.com\": http means no TLS, so anyone on the network can "
            + "read and change the calls: write https, or set Insecure.",
            "Client of CodeFirst.Contracts.IUserService (other): MaxAttempts is 0: set it to a number from 1 to 10.");
    }

    private static IConfiguration Configuration(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private sealed class Counter(Action count) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();

            return base.SendAsync(request, cancellationToken);
        }
    }
}
