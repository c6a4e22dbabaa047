using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace CodeFirst.Hosting.Errors;

/// <summary>An error with details, whose domain is the contract's unless it was given: the contract is known where the call ends.</summary>
internal sealed class DetailedRpcException : RpcException
{
    private readonly Status _status;
    private readonly ErrorInfo _info;

    public DetailedRpcException(Status status, ErrorInfo info)
        : base(new Grpc.Core.Status((StatusCode)status.Code, status.Message), Encode(status))
    {
        _status = status;
        _info = info;
    }

    public bool HasDomain => _info.Domain.Length > 0;

    public void SetDomain(string domain)
    {
        _info.Domain = domain;
        _status.Details[0] = Any.Pack(_info);
        Trailers.Clear();
        Trailers.SetRpcStatus(_status);
    }

    private static Metadata Encode(Status status)
    {
        var trailers = new Metadata();
        trailers.SetRpcStatus(status);

        return trailers;
    }
}
