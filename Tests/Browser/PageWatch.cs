using System.Collections.Concurrent;

namespace CodeFirst.Tests.Browser;

/// <summary>What no page may do, in any tab of a test: log an error, fail, or ask another host.</summary>
internal sealed class PageWatch
{
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly ConcurrentQueue<string> _expected = [];

    public PageWatch(IBrowserContext context, string address)
    {
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _problems.Enqueue($"console {message.Type}: {message.Text}");
            }
        };
        context.WebError += (_, error) => _problems.Enqueue($"uncaught: {error.Error}");
        context.Dialog += (_, dialog) => _problems.Enqueue($"browser's own dialog: {dialog.Message}");
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address + "/", StringComparison.Ordinal))
            {
                _problems.Enqueue($"request to another host: {request.Url}");
            }
        };
    }

    /// <summary>Chromium logs every answer that is an error; those that a test provokes are named by it.</summary>
    public void Expect(string text) => _expected.Enqueue(text);

    public void ExpectStatus(int status) => Expect($"the server responded with a status of {status} ");

    /// <summary>A host that is down, or goes down while it answers.</summary>
    public void ExpectDisconnection()
    {
        Expect("net::ERR_");
        ExpectStatus(502);
        ExpectStatus(503);
        ExpectStatus(504);
    }

    public void Check() => _problems.Where(problem => !_expected.Any(problem.Contains)).Should().BeEmpty("the page is in order");
}
