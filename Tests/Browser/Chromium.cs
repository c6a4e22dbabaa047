namespace CodeFirst.Tests.Browser;

/// <summary>The browser all tests share; each test has a context of its own: no cookies, no cache, no tab of another.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private const string Variable = "CODEFIRST_CHROMIUM";

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    public static IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium has not been started.");

    private static string Program
    {
        get
        {
            var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";

            return File.Exists(path)
                ? path
                : throw new FileNotFoundException($"No Chromium at {path}: run `apt-get install chromium`, or set {Variable} to one.");
        }
    }

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
