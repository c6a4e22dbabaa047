namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Takes two errors out of what grpc-dotnet logs; all else is logged as it was. Callers who go away: when a call is reset, Kestrel says
/// first that it cannot be read, and then that it is cancelled; grpc-dotnet, which logs an error for the one without the other, may ask
/// in between. And exceptions outside the service: <see cref="CallGuard"/> logs them, and knows whether the caller is to blame.
/// </summary>
internal sealed class CallLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    private const string Calls = "Grpc.AspNetCore.Server.ServerCallHandler";
    private const string UnexpectedException = "ErrorExecutingServiceMethod";

    /// <summary>Gets or sets whether a <see cref="CallGuard"/> logs exceptions outside the service.</summary>
    public bool IsGuarded { get; set; }

    public ILogger CreateLogger(string categoryName) =>
        categoryName == Calls ? new CallLogger(inner.CreateLogger(categoryName), this) : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class CallLogger(ILogger inner, CallLoggerFactory factory) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (factory.IsGuarded && eventId.Name == UnexpectedException && exception is not null && !CallerGone.Is(exception))
            {
                return;
            }

            // Rpcs fail in CallInterceptor: what is left to fail here with these is the connection of the caller, or MessageDeadline.
            var level = logLevel == LogLevel.Error && exception is IOException or OperationCanceledException ? LogLevel.Information : logLevel;
            inner.Log(level, eventId, state, exception, formatter);
        }
    }
}
