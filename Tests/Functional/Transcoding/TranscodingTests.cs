using CodeFirst.Tests.Functional.Transcoding.Zoo;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>
/// What holds in the service itself and in front of it. Tests whose names have a number are the case of that number in the list of HTTP
/// cases that transcoders of other teams are asked about.
/// </summary>
[TestFixture(false, TestName = "{c} (in the service)")]
[TestFixture(true, TestName = "{c} (in front of the service)")]
public abstract class TranscodingTests(bool inFront)
{
    private LibraryHost? _library;

    protected bool InFront { get; } = inFront;

    internal LibraryHost Library => _library ?? throw new InvalidOperationException("The library is not open.");

    [OneTimeSetUp]
    public async Task OpenAsync() => _library = await StartAsync();

    [OneTimeTearDown]
    public async Task CloseAsync() => await Library.DisposeAsync();

    [SetUp]
    public void Forget()
    {
        Library.Log.Lines.Clear();
        Library.Watch.Reset();
    }

    [TearDown]
    public void Nothing_was_logged_as_an_error() => Library.Log.Lines.Should().BeEmpty();

    private protected virtual Task<LibraryHost> StartAsync() => LibraryHost.StartAsync(InFront);
}
