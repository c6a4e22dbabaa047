namespace CodeFirst.Transcoding.Json;

/// <summary>How a message looks in JSON: an object of its fields, or one of the special forms.</summary>
internal enum MessageForm
{
    Fields,
    Any,
    Timestamp,
    Duration,
    FieldMask,
    Struct,
    Value,
    ListValue,
    Wrapper,
    BclGuid,
    BclDecimal,
    BclDateTime,
    BclTimeSpan,
}
