namespace CodeFirst.Server.Calls;

/// <summary>
/// Keeps callers who go away out of the errors. When a call is reset, Kestrel says first that it cannot be read, and then that it is
/// cancelled; grpc-dotnet, which logs an error for the one without the other, may ask in between. All else is logged as it was.
/// </summary>
internal sealed class CallLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    private const string Calls = "Grpc.AspNetCore.Server.ServerCallHandler";

    public ILogger CreateLogger(string categoryName) =>
        categoryName == Calls ? new CallLogger(inner.CreateLogger(categoryName)) : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class CallLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Rpcs fail in CallInterceptor: what is left to fail here with an IOException is the connection of the caller.
            var level = logLevel == LogLevel.Error && exception is IOException ? LogLevel.Information : logLevel;
            inner.Log(level, eventId, state, exception, formatter);
        }
    }
}
