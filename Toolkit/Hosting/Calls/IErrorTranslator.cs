using Grpc.Core;

namespace CodeFirst.Hosting;

/// <summary>
/// Says what callers are told of the application's own exceptions. Register it as a singleton:
/// <c>builder.Services.AddSingleton&lt;IErrorTranslator, StoreErrors&gt;()</c>. There may be several; the first that knows the exception
/// decides.
/// </summary>
public interface IErrorTranslator
{
    /// <summary>
    /// Returns the error that a caller is to see, best made with <see cref="RpcErrors"/>, or null for an exception that it does not know.
    /// Log what an operator must know here: nothing else logs an exception that was translated.
    /// </summary>
    /// <param name="exception">What the service threw; never an <see cref="RpcException"/>.</param>
    /// <param name="method">The full name of the method, such as <c>/shop.Orders/Place</c>, for the log.</param>
    RpcException? Translate(Exception exception, string method);
}
