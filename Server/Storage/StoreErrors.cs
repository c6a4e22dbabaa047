using CodeFirst.Hosting;
using Grpc.Core;

namespace CodeFirst.Server.Storage;

/// <summary>What callers are told when the store fails.</summary>
internal sealed class StoreErrors(StoreDamage damage, ILogger<StoreErrors> logger) : IErrorTranslator
{
    public RpcException? Translate(Exception exception, string method)
    {
        switch (exception)
        {
            case StoreUnavailableException:
                logger.Unavailable(method, exception);

                // A disk that fails in the middle of a commit leaves open whether it happened.
                return RpcErrors.Unavailable(
                    "STORE_UNAVAILABLE",
                    "The store does not respond. Call again: with the same request_id or event_id, that is safe.",
                    retryAfter: TimeSpan.FromSeconds(1));
            case StoreFullException:
                logger.Full(method, exception);

                return RpcErrors.ResourceExhausted("STORE_FULL", "The disk of the store is full. Nothing was changed.");
            case StoreDamagedException damaged:
                damage.Report(damaged);

                return RpcErrors.Create(
                    StatusCode.DataLoss,
                    "STORE_DAMAGED",
                    "The data of the store is damaged. Nothing was changed. Calling again does not help: the operator must repair it.");
            default:
                return null;
        }
    }
}
