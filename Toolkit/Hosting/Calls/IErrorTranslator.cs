using Grpc.Core;

namespace CodeFirst.Hosting;

/// <summary>
/// Maps the application's own exceptions to errors for callers. Register it as a singleton:
/// <c>builder.Services.AddSingleton&lt;IErrorTranslator, StoreErrors&gt;()</c>. If there are several, the first that returns an error
/// decides.
/// </summary>
public interface IErrorTranslator
{
    /// <summary>
    /// Returns the error for the caller, usually from <see cref="RpcErrors"/>, or null for an exception that it does not handle. Log here
    /// what an operator must know: nothing else logs a translated exception.
    /// </summary>
    /// <param name="exception">What the service threw; never an <see cref="RpcException"/>.</param>
    /// <param name="method">The full name of the method, such as <c>/shop.Orders/Place</c>, for the log.</param>
    RpcException? Translate(Exception exception, string method);
}
