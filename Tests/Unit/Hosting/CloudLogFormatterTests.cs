using System.Diagnostics;
using System.Text.Json;
using CodeFirst.Hosting;
using CodeFirst.Hosting.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class CloudLogFormatterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    [Test]
    public void An_entry_has_the_keys_that_Cloud_Logging_knows()
    {
        var entry = Format(LogLevel.Information, "Version 1 listens", null);

        entry.GetProperty("severity").GetString().Should().Be("INFO");
        entry.GetProperty("message").GetString().Should().Be("Version 1 listens");
        entry.GetProperty("time").GetString().Should().Be("2026-11-22T18:24:16.000000Z");
        entry.TryGetProperty("serviceContext", out _).Should().BeFalse();
    }

    [TestCase(LogLevel.Trace, "DEBUG")]
    [TestCase(LogLevel.Debug, "DEBUG")]
    [TestCase(LogLevel.Information, "INFO")]
    [TestCase(LogLevel.Warning, "WARNING")]
    [TestCase(LogLevel.Error, "ERROR")]
    [TestCase(LogLevel.Critical, "CRITICAL")]
    public void Levels_become_severities(LogLevel level, string severity)
    {
        Format(level, "text", null).GetProperty("severity").GetString().Should().Be(severity);
    }

    [TestCase("two\r\nlines")]
    [TestCase("\u001b[31mred\u001b[0m")]
    [TestCase("a\u2028b\u2029c\u0085d\0e")]
    [TestCase("\"quoted\" \\ {braces}")]
    [TestCase("Ünï😀")]
    public void Whatever_is_in_it_an_entry_is_one_line_of_JSON(string text)
    {
        var entry = Format(LogLevel.Warning, text, null, [new("Value", text)]);

        entry.GetProperty("message").GetString().Should().Be(text);
        entry.GetProperty("fields").GetProperty("Value").GetString().Should().Be(text);
    }

    [Test]
    public void Half_a_surrogate_pair_does_not_lose_the_entry()
    {
        var entry = Format(LogLevel.Warning, "half \ud83d", null);

        entry.GetProperty("message").GetString().Should().Be("half \ufffd");
    }

    [Test]
    public void An_error_carries_what_Error_Reporting_groups_by()
    {
        var entry = Format(LogLevel.Error, "It failed", Thrown());

        entry.GetProperty("exception").GetString().Should().Be("System.InvalidOperationException");
        entry.GetProperty("stack_trace").GetString().Should()
            .StartWith("System.InvalidOperationException: two\nlines").And.Contain("   at ");
        entry.GetProperty("serviceContext").GetProperty("service").GetString().Should().Be("users");
        entry.GetProperty("serviceContext").GetProperty("version").GetString().Should().Be("users-00001");
    }

    [Test]
    public void Numbers_and_flags_stay_what_they_are()
    {
        var entry = Format(LogLevel.Information, "text", null, [new("Count", 3), new("IsOn", true), new("Nothing", null)]);
        var fields = entry.GetProperty("fields");

        fields.GetProperty("Count").GetInt32().Should().Be(3);
        fields.GetProperty("IsOn").GetBoolean().Should().BeTrue();
        fields.GetProperty("Nothing").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public void A_call_is_linked_to_its_trace()
    {
        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;

        var entry = Format(LogLevel.Information, "text", null);

        entry.GetProperty("logging.googleapis.com/trace").GetString().Should().Be($"projects/project-1/traces/{activity.TraceId}");
        entry.GetProperty("logging.googleapis.com/spanId").GetString().Should().Be(activity.SpanId.ToString());
        entry.GetProperty("logging.googleapis.com/trace_sampled").GetBoolean().Should().BeTrue();
    }

    [Test]
    public void Without_a_project_no_trace_is_named()
    {
        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();

        var entry = Format(LogLevel.Information, "text", null, cloudRun: new CloudRun("users", null, null));

        entry.TryGetProperty("logging.googleapis.com/trace", out _).Should().BeFalse();
    }

    private static JsonElement Format(
        LogLevel level,
        string message,
        Exception? exception,
        KeyValuePair<string, object?>[]? fields = null,
        CloudRun? cloudRun = null)
    {
        var formatter = new CloudLogFormatter(cloudRun ?? new CloudRun("users", "users-00001", "project-1"), new FakeTimeProvider(Now));
        IReadOnlyList<KeyValuePair<string, object?>> state = [.. fields ?? [], new("{OriginalFormat}", "template")];
        using var output = new StringWriter();

        formatter.Write(
            new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(level, "Category", default, state, exception, (_, _) => message),
            null,
            output);

        var text = output.ToString();
        text.Should().EndWith(Environment.NewLine);
        var line = text[..^Environment.NewLine.Length];
        line.Should().MatchRegex("^[ -~]+$", "one line of printable ASCII survives every terminal and collector");
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("two\nlines");
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
