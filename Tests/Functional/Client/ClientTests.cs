using CodeFirst.Client;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>Tests that call the shared server through the client that we ship.</summary>
public abstract class ClientTests : ServerTests
{
    protected UserServiceClient Users { get; private set; } = null!;

    [OneTimeSetUp]
    public void Connect() => Users = UserServiceClient.Create(options =>
    {
        options.Address = Server.Address.ToString();
        options.Insecure = true;
    });

    [OneTimeTearDown]
    public void Disconnect() => Users.Dispose();
}
