using CodeFirst.Tests.Wire.Http2;
using Google.Rpc;

namespace CodeFirst.Tests.Wire;

/// <summary>
/// Cases that both services must survive. After each, the server answers on a new connection, has logged no error, and holds no more
/// memory than before.
/// </summary>
[TestFixture(Service.Users)]
[TestFixture(Service.Orders)]
internal abstract class WireTests(Service service)
{
    private const long MostMemory = 64 << 20;

    private long _memory;
    private int _errors;

    protected WireServer Server => WireServers.Of(service);

    [OneTimeSetUp]
    public async Task MeasureAsync()
    {
        await Server.CallAsync();
        _memory = await Server.ResidentBytesAsync();
    }

    [SetUp]
    public void ForgetErrors() => _errors = Server.LoggedErrors.Count();

    [TearDown]
    public async Task The_server_is_well()
    {
        var answer = await Server.CallAsync();

        answer.Status.Should().Be(Code.NotFound);
        Server.LoggedErrors.Skip(_errors).Should().BeEmpty();
        (await Server.ResidentBytesAsync() - _memory).Should().BeLessThan(MostMemory);
    }

    /// <summary>Opens a connection, and makes sure that it works after what the test does to it.</summary>
    protected async Task AlsoServesAsync(FrameConnection connection)
    {
        var answer = await Server.CallAsync(connection);

        answer.ToString().Should().Be("NotFound", "another call on the same connection is not disturbed");
    }
}
