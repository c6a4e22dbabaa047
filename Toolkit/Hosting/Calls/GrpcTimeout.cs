using Microsoft.Extensions.Primitives;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Reads the grpc-timeout header by the letter of the protocol (1 to 8 digits and a unit). grpc-dotnet takes one that it cannot
/// read, and one that is already over, for no deadline at all.
/// </summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const int NanosecondsPerTick = 100; // what .NET can tell from zero

    public static GrpcTimeoutState Read(StringValues header)
    {
        if (header.Count == 0)
        {
            return GrpcTimeoutState.Runs;
        }

        var text = header.Count == 1 ? header[0].AsSpan() : default;
        if (text.Length is < 2 or > MaxDigits + 1)
        {
            return GrpcTimeoutState.Malformed;
        }

        var value = 0;
        foreach (var digit in text[..^1])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return GrpcTimeoutState.Malformed;
            }

            value = (value * 10) + (digit - '0');
        }

        return text[^1] switch
        {
            'H' or 'M' or 'S' or 'm' or 'u' => value == 0 ? GrpcTimeoutState.Expired : GrpcTimeoutState.Runs,
            'n' => value < NanosecondsPerTick ? GrpcTimeoutState.Expired : GrpcTimeoutState.Runs,
            _ => GrpcTimeoutState.Malformed,
        };
    }
}
