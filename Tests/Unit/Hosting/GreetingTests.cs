using CodeFirst.Hosting.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class GreetingTests
{
    [Test]
    public async Task A_program_that_listens_nowhere_as_in_a_test_host_says_nothing()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        var write = () => Greeting.Write(app, NullLogger.Instance);

        app.Urls.Should().BeEmpty();
        write.Should().NotThrow();
    }
}
