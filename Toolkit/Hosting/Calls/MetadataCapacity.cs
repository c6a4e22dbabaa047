using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Lets Kestrel read more metadata than a call may have. Above its own limits Kestrel answers HTTP 431 without a gRPC status, or ends
/// the connection with every call on it: <see cref="MetadataLimit"/> fails the one call, with a reason.
/// </summary>
internal sealed class MetadataCapacity(IConfiguration configuration) : IConfigureOptions<KestrelServerOptions>
{
    private const int Room = 8;
    private const int BytesOfAnEmptyHeader = 32;

    public void Configure(KestrelServerOptions kestrel)
    {
        // Not the validated options: Kestrel is made before the settings are validated, and would tell of these alone.
        var limits = new CallLimitOptions();
        limits.Read(configuration);
        var bytes = limits.MaxMetadataBytes * Room;
        kestrel.Limits.MaxRequestHeadersTotalSize = bytes;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = bytes;
        kestrel.Limits.MaxRequestHeaderCount = bytes / BytesOfAnEmptyHeader;
    }
}
