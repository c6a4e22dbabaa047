using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CodeFirst.Hosting.Logs;

/// <summary>
/// Writes a log entry as one line of JSON with the keys that Cloud Logging and Error Reporting know
/// (cloud.google.com/logging/docs/structured-logging).
/// </summary>
internal sealed class CloudLogFormatter(CloudRun cloudRun, TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "cloud";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // The writer's default encoder escapes control characters, U+2028 and all that is not ASCII: the line stays one line.
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("severity", Severity(entry.LogLevel));
            json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
            json.WriteString("time", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("logger", entry.Category);
            WriteTrace(json);
            WriteException(json, entry.Exception, entry.LogLevel);
            WriteFields(json, entry.State);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static string Severity(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "CRITICAL",
        _ => "DEFAULT",
    };

    private void WriteTrace(Utf8JsonWriter json)
    {
        if (cloudRun.Project is not { } project || System.Diagnostics.Activity.Current is not { IdFormat: ActivityIdFormat.W3C } activity)
        {
            return;
        }

        json.WriteString("logging.googleapis.com/trace", $"projects/{project}/traces/{activity.TraceId.ToHexString()}");
        json.WriteString("logging.googleapis.com/spanId", activity.SpanId.ToHexString());
        json.WriteBoolean("logging.googleapis.com/trace_sampled", activity.Recorded);
    }

    private void WriteException(Utf8JsonWriter json, Exception? exception, LogLevel level)
    {
        if (exception is not null)
        {
            json.WriteString("exception", exception.GetType().FullName);
            json.WriteString("stack_trace", exception.ToString());
        }

        if (level >= LogLevel.Error)
        {
            // Error Reporting groups by it.
            json.WriteStartObject("serviceContext");
            json.WriteString("service", cloudRun.Service);
            if (cloudRun.Revision is { } revision)
            {
                json.WriteString("version", revision);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteFields<TState>(Utf8JsonWriter json, TState state)
    {
        // The last one is the template the message was made of.
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } fields)
        {
            return;
        }

        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            if (name != "{OriginalFormat}")
            {
                WriteField(json, name, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
