namespace CodeFirst.Transcoding.Json;

/// <summary>The occurrences of a field that has its length before it.</summary>
internal ref struct RunParts(ReadOnlySpan<byte> wire, ReadOnlySpan<FieldRun> runs)
{
    private readonly ReadOnlySpan<byte> _wire = wire;
    private readonly ReadOnlySpan<FieldRun> _runs = runs;
    private WireReader _reader;
    private int _next;

    public bool Next(out ReadOnlySpan<byte> part)
    {
        while (_reader.IsAtEnd)
        {
            if (_next == _runs.Length)
            {
                part = default;

                return false;
            }

            _reader = new WireReader(_wire[.._runs[_next].End], _runs[_next].Start);
            _next++;
        }

        _reader.ReadTag(out _);
        part = _reader.ReadBytes();

        return true;
    }

    /// <summary>Gets where the part that was read last ends on the wire.</summary>
    public readonly int End => _reader.Position;
}
