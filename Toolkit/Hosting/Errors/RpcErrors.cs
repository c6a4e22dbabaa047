using System.Text;
using CodeFirst.Hosting.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace CodeFirst.Hosting;

/// <summary>
/// Creates the errors that a service throws: an <see cref="RpcException"/> with a google.rpc.Status. Its ErrorInfo has a reason and
/// metadata for programs, and other details are added where they apply. The domain is the contract's package, or
/// <see cref="ErrorOptions.Domain"/>. Messages are for developers, and reach logs: put nothing secret or personal in them.
/// <see href="https://google.aip.dev/193"/>
/// </summary>
public static class RpcErrors
{
    /// <summary>Creates NOT_FOUND with ResourceInfo. For the resource <c>Order</c>, the reason is <c>ORDER_NOT_FOUND</c>.</summary>
    /// <param name="resource">What was looked for, such as <c>Order</c> or <c>shop.Order</c>.</param>
    /// <param name="name">Its name or id, as the caller gave it.</param>
    public static RpcException NotFound(string resource, string name) => Create(
        StatusCode.NotFound,
        $"{Upper(resource)}_NOT_FOUND",
        $"{Short(resource)} '{name}' was not found.",
        details: new ResourceInfo { ResourceType = resource, ResourceName = name, Description = "It does not exist, or was deleted." });

    /// <summary>Creates ALREADY_EXISTS with ResourceInfo. For the resource <c>Order</c>, the reason is
    /// <c>ORDER_ALREADY_EXISTS</c>.</summary>
    /// <param name="resource">What the caller wanted to create, such as <c>Order</c> or <c>shop.Order</c>.</param>
    /// <param name="name">The name or id that is taken.</param>
    public static RpcException AlreadyExists(string resource, string name) => Create(
        StatusCode.AlreadyExists,
        $"{Upper(resource)}_ALREADY_EXISTS",
        $"{Short(resource)} '{name}' already exists.",
        details: new ResourceInfo { ResourceType = resource, ResourceName = name, Description = "It already exists." });

    /// <summary>
    /// Creates INVALID_ARGUMENT with BadRequest. The reason is <c>INVALID_FIELDS</c>, with the names of the fields in the metadata.
    /// </summary>
    /// <param name="violations">What is wrong, at least one violation.</param>
    public static RpcException InvalidArgument(FieldViolations violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        var request = new BadRequest
        {
            FieldViolations =
            {
                violations.Select(violation => new BadRequest.Types.FieldViolation
                {
                    Field = violation.Field,
                    Description = violation.Description,
                }),
            },
        };

        return Create(
            StatusCode.InvalidArgument,
            "INVALID_FIELDS",
            string.Join(' ', violations.Select(violation => $"{violation.Field}: {violation.Description}")),
            [new("fields", string.Join(',', violations.Select(violation => violation.Field)))],
            request);
    }

    /// <summary>Creates INVALID_ARGUMENT for one field.</summary>
    /// <param name="field">The field's name in the .proto, such as <c>page_size</c>.</param>
    /// <param name="description">What it must be, as a sentence.</param>
    public static RpcException InvalidArgument(string field, string description) =>
        InvalidArgument(new FieldViolations { { field, description } });

    /// <summary>Creates FAILED_PRECONDITION: the call can succeed only after something else has changed.</summary>
    /// <param name="reason">The reason for programs, such as <c>ORDER_NOT_PAID</c>.</param>
    /// <param name="message">The message for developers, as a sentence.</param>
    public static RpcException FailedPrecondition(string reason, string message) => Create(StatusCode.FailedPrecondition, reason, message);

    /// <summary>Creates ABORTED: another change came first, as with a stale etag. The caller should read again and decide anew.</summary>
    /// <inheritdoc cref="FailedPrecondition"/>
    public static RpcException Aborted(string reason, string message) => Create(StatusCode.Aborted, reason, message);

    /// <summary>Creates PERMISSION_DENIED: the caller is known, but not allowed to do this.</summary>
    /// <inheritdoc cref="FailedPrecondition"/>
    public static RpcException PermissionDenied(string reason, string message) => Create(StatusCode.PermissionDenied, reason, message);

    /// <summary>Creates UNAUTHENTICATED: the caller is not known.</summary>
    /// <inheritdoc cref="FailedPrecondition"/>
    public static RpcException Unauthenticated(string reason, string message) => Create(StatusCode.Unauthenticated, reason, message);

    /// <summary>Creates RESOURCE_EXHAUSTED, with RetryInfo if waiting helps.</summary>
    /// <param name="reason">The reason for programs, such as <c>QUOTA_EXCEEDED</c>.</param>
    /// <param name="message">The message for developers, as a sentence.</param>
    /// <param name="retryAfter">How long the caller should wait before a retry, or null if a retry would not help.</param>
    public static RpcException ResourceExhausted(string reason, string message, TimeSpan? retryAfter = null) =>
        Create(StatusCode.ResourceExhausted, reason, message, details: Retry(retryAfter));

    /// <summary>Creates UNAVAILABLE with RetryInfo: the same call may succeed a little later.</summary>
    /// <param name="reason">The reason for programs, such as <c>STORE_UNAVAILABLE</c>.</param>
    /// <param name="message">The message for developers, as a sentence.</param>
    /// <param name="retryAfter">How long the caller should wait before a retry.</param>
    public static RpcException Unavailable(string reason, string message, TimeSpan retryAfter) =>
        Create(StatusCode.Unavailable, reason, message, details: Retry(retryAfter));

    /// <summary>Creates any error.</summary>
    /// <param name="code">The status; not OK.</param>
    /// <param name="reason">The reason for programs: UPPER_SNAKE_CASE, and never changed.</param>
    /// <param name="message">The message for developers, as a sentence.</param>
    /// <param name="metadata">The values in the message, for programs, such as the id; keys in lower case.</param>
    /// <param name="details">More messages of google/rpc/error_details.proto, at most one of each type.</param>
    public static RpcException Create(
        StatusCode code,
        string reason,
        string message,
        IEnumerable<KeyValuePair<string, string>>? metadata = null,
        params IEnumerable<IMessage> details)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(code, StatusCode.OK);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        ArgumentNullException.ThrowIfNull(details);
        var info = new ErrorInfo { Reason = reason };
        foreach (var (key, value) in metadata ?? [])
        {
            info.Metadata.Add(key, value);
        }

        return new DetailedRpcException(
            new Status
            {
                Code = (int)code,
                Message = message,
                Details = { Any.Pack(info), details.Select(Any.Pack) },
            },
            info);
    }

    private static IEnumerable<IMessage> Retry(TimeSpan? after) =>
        after is { } time ? [new RetryInfo { RetryDelay = Duration.FromTimeSpan(time) }] : [];

    private static string Short(string resource) => resource[(resource.LastIndexOf('.') + 1)..];

    // LineItem is LINE_ITEM.
    private static string Upper(string resource)
    {
        var name = Short(resource);
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
