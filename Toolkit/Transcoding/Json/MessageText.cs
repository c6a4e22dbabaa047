namespace CodeFirst.Transcoding.Json;

/// <summary>Writes text as the bytes of a message whose JSON is one string, or in a path and a query a wrapped value.</summary>
internal static class MessageText
{
    /// <summary>Writes the fields of the message. False if the text is none of its, or its JSON is no string.</summary>
    public static bool TryWrite(MessagePlan plan, ReadOnlySpan<byte> text, WireBuffer output) => plan.Form switch
    {
        MessageForm.Timestamp => TimeText.TryParseTimestamp(text, mayBeLocal: false, out var seconds, out var nanos, out _)
            && WriteSeconds(output, seconds, nanos),
        MessageForm.Duration => TimeText.TryParseDuration(text, TimeText.MaxDuration, out var seconds, out var nanos)
            && WriteSeconds(output, seconds, nanos),
        MessageForm.FieldMask => TryWriteMask(text, output),
        MessageForm.BclGuid => BclText.TryWriteGuid(text, output),
        MessageForm.BclDecimal => BclText.TryWriteDecimal(text, output),
        MessageForm.BclDateTime => BclText.TryWriteDateTime(text, output),
        MessageForm.BclTimeSpan => BclText.TryWriteTimeSpan(text, output),
        _ => false,
    };

    /// <summary>Returns whether a parameter of the query can be a message of this form.</summary>
    public static bool IsText(MessageForm form) =>
        form is not (MessageForm.Fields or MessageForm.Any or MessageForm.Struct or MessageForm.Value or MessageForm.ListValue);

    private static bool WriteSeconds(WireBuffer output, long seconds, int nanos)
    {
        if (seconds != 0)
        {
            output.WriteByte(0x08);
            output.WriteVarint((ulong)seconds);
        }

        if (nanos != 0)
        {
            output.WriteByte(0x10);
            output.WriteVarint((ulong)nanos);
        }

        return true;
    }

    private static bool TryWriteMask(ReadOnlySpan<byte> text, WireBuffer output)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)',') is >= 0 and var comma ? comma : text.Length;
            output.WriteByte(0x0A);
            var start = output.Open();
            foreach (var character in text[..end])
            {
                if (character is >= (byte)'A' and <= (byte)'Z')
                {
                    output.WriteByte((byte)'_');
                    output.WriteByte((byte)(character | 0x20));
                }
                else if (character is (byte)'.' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9'))
                {
                    output.WriteByte(character);
                }
                else
                {
                    return false;
                }
            }

            output.Close(start);
            if (end == text.Length)
            {
                return true;
            }

            text = text[(end + 1)..];
            if (text.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }
}
