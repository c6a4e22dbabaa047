using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Limits;
using CodeFirst.Gateway.Reference;
using CodeFirst.Gateway.SignIn;
using CodeFirst.Gateway.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Gateway;

public sealed class GatewayRegistrationTests
{
    [Test]
    public async Task Adding_a_feature_twice_harms_nothing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        for (var i = 0; i < 2; i++)
        {
            builder.AddRequestLimits().AddRateLimit().AddSignIn().AddCorsOrigins().AddCompression().AddReference().AddUpstream().AddUsers();
        }

        await using var app = builder.Build();

        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var map = () => app.MapHealth().MapReference().MapUsers();
        map.Should().NotThrow();
    }
}
