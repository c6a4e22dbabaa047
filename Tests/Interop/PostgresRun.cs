namespace CodeFirst.Tests.Interop;

/// <summary>Ends the PostgreSQL that tests have started.</summary>
[SetUpFixture]
public sealed class PostgresRun
{
    [OneTimeTearDown]
    public Task StopAsync() => PostgresServer.StopSharedAsync();
}
