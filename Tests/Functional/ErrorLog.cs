using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Functional;

/// <summary>Keeps what a program logs at a level or above, and what it should not log at all: e-mail addresses and tokens.</summary>
internal sealed class ErrorLog(LogLevel least = LogLevel.Error) : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = $"{formatter(state, exception)} {exception}";
        if (logLevel >= least || PrivateText.IsIn(line))
        {
            Lines.Enqueue(line);
        }
    }

    public void Dispose()
    {
    }
}
