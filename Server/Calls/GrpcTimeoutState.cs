namespace CodeFirst.Server.Calls;

internal enum GrpcTimeoutState
{
    Runs,
    Expired,
    Malformed,
}
