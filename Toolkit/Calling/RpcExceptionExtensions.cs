using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CodeFirst.Calling.Errors;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Calling;

/// <summary>
/// Reads the details of an error (<see href="https://google.aip.dev/193"/>). Every failed call throws <see cref="RpcException"/>. If an
/// error has no details, such as one from the network or a front end, or if they cannot be read, these members are null, empty or false.
/// None of them throws.
/// </summary>
public static class RpcExceptionExtensions
{
    extension(RpcException exception)
    {
        /// <summary>
        /// Gets the cause in capitals, such as <c>ORDER_NOT_FOUND</c>. Unlike the text, it never changes. Null if the error did not come
        /// from the service.
        /// </summary>
        public string? Reason => ErrorDetails.Find<ErrorInfo>(exception)?.Reason;

        /// <summary>Gets the domain of the reason, such as <c>orders.example.com</c>. Null if there is no reason.</summary>
        public string? ReasonDomain => ErrorDetails.Find<ErrorInfo>(exception)?.Domain;

        /// <summary>Gets the values of the reason by name, such as <c>id</c>. Can be empty.</summary>
        public IReadOnlyDictionary<string, string> ReasonMetadata =>
            ErrorDetails.Find<ErrorInfo>(exception)?.Metadata.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty;

        /// <summary>Gets how long the server asks to wait before a retry. Null if it does not suggest one.</summary>
        public TimeSpan? RetryDelay => ErrorDetails.RetryDelay(exception);

        /// <summary>Gets every invalid field, if the error is about fields.</summary>
        /// <param name="violations">At least one; null if the error is not about fields.</param>
        /// <returns>Whether it is.</returns>
        public bool TryGetFieldViolations([NotNullWhen(true)] out IReadOnlyList<FieldViolation>? violations)
        {
            violations = ErrorDetails.Find<BadRequest>(exception)?.FieldViolations is { Count: > 0 } found
                ? [.. found.Select(violation => new FieldViolation(violation.Field, violation.Description))]
                : null;

            return violations is not null;
        }

        /// <summary>Gets the resource that the error is about, such as the order that does not exist.</summary>
        /// <param name="resource">The resource; null if the error names none.</param>
        /// <returns>Whether the error names a resource.</returns>
        public bool TryGetResource([NotNullWhen(true)] out ErrorResource? resource)
        {
            resource = ErrorDetails.Find<ResourceInfo>(exception) is { } found
                ? new ErrorResource(found.ResourceType, found.ResourceName, found.Description)
                : null;

            return resource is not null;
        }
    }
}
