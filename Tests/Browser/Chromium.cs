namespace CodeFirst.Tests.Browser;

/// <summary>The browser all tests share; each test has a context of its own: no cookies, no cache, no tab of another.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private const string Variable = "CODEFIRST_CHROMIUM";
    private const string OfDebian = "/usr/bin/chromium";

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    public static IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium has not been started.");

    // Null stands for the one that Playwright has installed. build/test.sh sees to it that there is one or the other.
    private static string? Program =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen
        : File.Exists(OfDebian) ? OfDebian
        : null;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var limit = (float)Patience.Limit.TotalMilliseconds;
        SetDefaultExpectTimeout(limit);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Timeout = limit,
            Args = ["--no-sandbox"], // it cannot make its sandbox in a container, and sees only our own page
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
