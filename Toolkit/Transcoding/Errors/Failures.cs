using CodeFirst.Transcoding.Calls;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Status = Google.Rpc.Status;

namespace CodeFirst.Transcoding.Errors;

/// <summary>Makes what callers are told out of what went wrong.</summary>
internal sealed class Failures(IOptions<TranscodingOptions> options, ILogger<Failures> logger)
{
    private const string Details = "grpc-status-details-bin";

    private readonly TranscodingOptions _options = options.Value;

    /// <summary>Returns what a refused request is told.</summary>
    public Failure Of(RequestError error, MethodDescriptor? method) => new(error.HttpStatus, error.ToStatus(DomainOf(method, _options)));

    /// <summary>
    /// Returns what the caller is told of a call to a service elsewhere that failed, and logs what an operator has to know.
    /// </summary>
    public Failure Of(RpcException error, string route, MethodDescriptor? method)
    {
        var details = error.Trailers.Get(Details)?.ValueBytes;
        var failure = Of(error.StatusCode, error.Status.Detail, details, method, isOwn: false);
        if (failure.Cause is { } cause)
        {
            logger.UpstreamFailed(route, _options.ServiceName, cause);
        }

        return failure;
    }

    /// <summary>Returns what the caller of a method that failed is told.</summary>
    /// <param name="code">The gRPC status.</param>
    /// <param name="message">Its message.</param>
    /// <param name="details">The bytes of grpc-status-details-bin, or null.</param>
    /// <param name="method">The method; null: its errors have the domain of the options.</param>
    /// <param name="isOwn">Whether the status comes from this process, and not from elsewhere through proxies.</param>
    public Failure Of(StatusCode code, string message, byte[]? details, MethodDescriptor? method, bool isOwn)
    {
        var explained = ForCallers(code, details);
        var status = explained ?? Unexplained(code, message, method, isOwn);
        var httpStatus = HttpStatuses.Of(code);

        return new Failure(
            httpStatus,
            status,
            explained is null || httpStatus >= StatusCodes.Status500InternalServerError
                ? $"{HttpStatuses.NameOf((int)code)}: {message}"
                : null);
    }

    /// <summary>Returns the domain of errors about a method: its package, unless the options name another.</summary>
    public static string DomainOf(MethodDescriptor? method, TranscodingOptions options) =>
        options.ErrorDomain ?? method switch
        {
            null => "http",
            { File.Package.Length: > 0 } => method.File.Package,
            _ => method.Service.FullName,
        };

    private static Status? ForCallers(StatusCode code, byte[]? details)
    {
        if (details is null)
        {
            return null;
        }

        try
        {
            var status = Status.Parser.ParseFrom(details);
            if (status.Code != (int)code)
            {
                return null;
            }

            foreach (var detail in status.Details.Where(detail => !ErrorJson.CanWrite(detail)).ToList())
            {
                status.Details.Remove(detail);
            }

            return status;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    // Without details the message may be that of a proxy or of the connection, which is not for callers. What only services say is passed
    // on if the options trust it.
    private Status Unexplained(StatusCode code, string message, MethodDescriptor? method, bool isOwn)
    {
        var service = _options.ServiceName;
        var status = new Status
        {
            Code = (int)code,
            Message = isOwn || _options.PassesOnPlainErrors ? message : code switch
            {
                StatusCode.Unavailable => $"The {service} cannot be reached. Try again.",
                StatusCode.DeadlineExceeded => $"The {service} did not answer in time.",
                StatusCode.Cancelled => "The call was cancelled.",
                StatusCode.Unauthenticated => $"The {service} needs a valid token.",
                StatusCode.PermissionDenied => $"The {service} does not let this caller in.",
                StatusCode.Unimplemented => $"The {service} does not know this call.",
                StatusCode.ResourceExhausted => $"The {service}, or a limit of the gateway, refuses more.",
                _ => $"The {service} failed.",
            },
            Details = { Any.Pack(new ErrorInfo { Reason = HttpStatuses.NameOf((int)code), Domain = DomainOf(method, _options) }) },
        };
        if (code == StatusCode.Unavailable)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = new Duration { Seconds = 1 } }));
        }

        return status;
    }
}
