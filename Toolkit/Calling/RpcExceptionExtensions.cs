using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CodeFirst.Calling.Errors;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Calling;

/// <summary>
/// What an error says to a program, beside status and text: the details of <see href="https://google.aip.dev/193"/>. Every failed call
/// throws <see cref="RpcException"/>. Where an error has no details (those of a network, or of a front end) or they cannot be read, each
/// of these is null, empty or false; none throws.
/// </summary>
public static class RpcExceptionExtensions
{
    extension(RpcException exception)
    {
        /// <summary>
        /// Gets the cause in capitals, such as <c>ORDER_NOT_FOUND</c>; it never changes, unlike the text. Null if the service did not
        /// make this error.
        /// </summary>
        public string? Reason => ErrorDetails.Find<ErrorInfo>(exception)?.Reason;

        /// <summary>Gets whose reason it is, such as <c>orders.example.com</c>. Null if there is no reason.</summary>
        public string? ReasonDomain => ErrorDetails.Find<ErrorInfo>(exception)?.Domain;

        /// <summary>Gets what the reason is about by name, such as <c>id</c>. Empty if there is nothing.</summary>
        public IReadOnlyDictionary<string, string> ReasonMetadata =>
            ErrorDetails.Find<ErrorInfo>(exception)?.Metadata.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty;

        /// <summary>Gets how long the server asks to wait before the call is made again. Null if it does not say that this helps.</summary>
        public TimeSpan? RetryDelay => ErrorDetails.RetryDelay(exception);

        /// <summary>Gets every field that the server refused, if the error is about fields.</summary>
        /// <param name="violations">At least one; null if the error is not about fields.</param>
        /// <returns>Whether it is.</returns>
        public bool TryGetFieldViolations([NotNullWhen(true)] out IReadOnlyList<FieldViolation>? violations)
        {
            violations = ErrorDetails.Find<BadRequest>(exception)?.FieldViolations is { Count: > 0 } found
                ? [.. found.Select(violation => new FieldViolation(violation.Field, violation.Description))]
                : null;

            return violations is not null;
        }

        /// <summary>Gets what the error is about, if it tells: the order that does not exist.</summary>
        /// <param name="resource">It; null if the error does not tell.</param>
        /// <returns>Whether the error tells.</returns>
        public bool TryGetResource([NotNullWhen(true)] out ErrorResource? resource)
        {
            resource = ErrorDetails.Find<ResourceInfo>(exception) is { } found
                ? new ErrorResource(found.ResourceType, found.ResourceName, found.Description)
                : null;

            return resource is not null;
        }
    }
}
