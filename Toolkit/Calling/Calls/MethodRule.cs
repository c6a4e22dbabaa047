using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>How one method is called.</summary>
internal sealed class MethodRule<TRequest, TResponse>(
    Method<TRequest, TResponse> method, bool isRepeatable, RequestRule<TRequest>? requests)
    where TRequest : class
    where TResponse : class
{
    /// <summary>Gets the method to call, with marshallers that fail with a status.</summary>
    public Method<TRequest, TResponse> Method { get; } = new(
        method.Type,
        method.ServiceName,
        method.Name,
        GuardedMarshaller.Of(method.RequestMarshaller),
        GuardedMarshaller.Of(method.ResponseMarshaller));

    public TRequest Complete(TRequest request) => requests?.Complete is { } complete ? complete(request) : request;

    /// <summary>Returns whether a repeat does no harm.</summary>
    public bool IsRepeatable(TRequest request) => isRepeatable || requests?.RepeatWhen?.Invoke(request) == true;
}
