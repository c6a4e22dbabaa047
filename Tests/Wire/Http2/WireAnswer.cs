using System.Globalization;
using Google.Rpc;

namespace CodeFirst.Tests.Wire.Http2;

/// <summary>What came back on a stream, frame by frame.</summary>
internal sealed class WireAnswer
{
    private readonly List<(string Name, string Value)> _headers = [];
    private readonly List<byte> _body = [];

    /// <summary>Gets whether nothing else comes.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Gets how the stream was reset; null: it was not.</summary>
    public ErrorCode? Reset { get; private set; }

    /// <summary>Gets how the connection was ended; null: it was not, or without a word.</summary>
    public ErrorCode? GoAway { get; private set; }

    /// <summary>Gets whether the server closed the connection.</summary>
    public bool IsClosed { get; private set; }

    public int Http => int.Parse(Find(":status") ?? "0", CultureInfo.InvariantCulture);

    public Code? Status => Find("grpc-status") is { } status ? (Code)int.Parse(status, CultureInfo.InvariantCulture) : null;

    public string Message => Uri.UnescapeDataString(Find("grpc-message") ?? "");

    public string? Reason => Find("grpc-status-details-bin") is { } details
        ? Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')))
            .Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason
        : null;

    public byte[] Body => [.. _body];

    public string? Find(string name) => _headers.Where(header => header.Name == name).Select(header => header.Value).FirstOrDefault();

    /// <summary>Returns how the stream ended, in one line.</summary>
    public override string ToString() => this switch
    {
        { Reset: { } reset } => $"RST {reset}",
        { GoAway: { } goAway } => $"GOAWAY {goAway}",
        { IsClosed: true } => "closed",
        { Status: { } status } => status.ToString(),
        _ => $"HTTP {Http}",
    };

    public void Add(Frame? frame, int stream)
    {
        switch (frame)
        {
            case null:
                IsClosed = IsOver = true;
                break;
            case { Type: FrameType.GoAway }:
                GoAway = frame.Error;
                IsOver = frame.Error != ErrorCode.NoError;
                break;
            case { Type: FrameType.Reset } when frame.Stream == stream:
                Reset = frame.Error;
                IsOver = true;
                break;
            case { Type: FrameType.Headers } when frame.Stream == stream:
                _headers.AddRange(HeaderBlock.Decode(frame.Payload));
                IsOver = frame.EndsStream;
                break;
            case { Type: FrameType.Data } when frame.Stream == stream:
                _body.AddRange(frame.Payload);
                IsOver = frame.EndsStream;
                break;
        }
    }
}
