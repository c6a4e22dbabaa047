using System.Buffers;
using System.IO.Pipelines;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Bytes that are all there, as a body.</summary>
internal sealed class MemoryInput(ReadOnlyMemory<byte> bytes) : PipeReader
{
    private ReadOnlySequence<byte> _left = new(bytes);

    public override void AdvanceTo(SequencePosition consumed) => _left = _left.Slice(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _left = _left.Slice(consumed);

    public override void CancelPendingRead()
    {
    }

    public override void Complete(Exception? exception = null) => _left = default;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => new(Result);

    public override bool TryRead(out ReadResult result)
    {
        result = Result;

        return true;
    }

    private ReadResult Result => new(_left, isCanceled: false, isCompleted: true);
}
