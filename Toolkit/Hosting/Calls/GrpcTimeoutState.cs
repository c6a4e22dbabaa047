namespace CodeFirst.Hosting.Calls;

internal enum GrpcTimeoutState
{
    Runs,
    Expired,
    Malformed,
}
