using System.Buffers;
using Google.Protobuf;

namespace CodeFirst.Transcoding.Json;

/// <summary>
/// The fields of a message in the order in which they are written as JSON. The wire may have them in any order, and more than once:
/// of a oneof the last member counts, of a number the last one; a list goes on, and parts of a message are one message.
/// </summary>
internal ref struct FieldRuns
{
    private Span<FieldRun> _runs;
    private FieldRun[]? _rented;
    private int _count;

    /// <param name="buffer">Room for the runs of most messages.</param>
    public FieldRuns(Span<FieldRun> buffer) => _runs = buffer;

    public readonly ReadOnlySpan<FieldRun> Found => _runs[.._count];

    public void Scan(MessagePlan plan, scoped ReadOnlySpan<byte> wire)
    {
        var reader = new WireReader(wire);
        var (last, isSorted) = (-1, true);
        scoped Span<(int Field, int Run)> oneofs = default;
        if (plan.OneofCount > 0)
        {
            oneofs = plan.OneofCount <= 8 ? stackalloc (int, int)[8] : new (int, int)[plan.OneofCount];
            oneofs.Fill((-1, 0));
        }

        var hasAlternatives = false;
        while (!reader.IsAtEnd)
        {
            var start = reader.Position;
            var number = reader.ReadTag(out var type);
            var value = reader.Skip(number, type);
            var field = plan.Find(number);
            if (field is null
                || (type != field.WireType && !(field.CanBePacked && type == WireFormat.WireType.LengthDelimited)))
            {
                continue; // unknown
            }

            if (field.Oneof >= 0)
            {
                ref var oneof = ref oneofs[field.Oneof];
                hasAlternatives |= oneof.Field >= 0 && oneof.Field != field.Index;
                oneof = oneof.Field == field.Index ? oneof : (field.Index, _count);
            }

            if (field.Index == last && _runs[_count - 1].End == start)
            {
                ref var run = ref _runs[_count - 1];
                (run.End, run.Last, run.Value) = (reader.Position, start, value);
            }
            else
            {
                isSorted &= field.Index > last;
                last = field.Index;
                Add(new FieldRun { Field = field.Index, Start = start, End = reader.Position, Last = start, Value = value });
            }
        }

        if (hasAlternatives)
        {
            DropAlternatives(plan, oneofs);
        }

        if (!isSorted)
        {
            _runs[.._count].Sort(static (a, b) => a.Field != b.Field ? a.Field.CompareTo(b.Field) : a.Start.CompareTo(b.Start));
        }
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<FieldRun>.Shared.Return(_rented);
        }
    }

    private void DropAlternatives(MessagePlan plan, scoped ReadOnlySpan<(int Field, int Run)> oneofs)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var field = plan.Fields[_runs[i].Field];
            if (field.Oneof < 0 || (oneofs[field.Oneof].Field == field.Index && i >= oneofs[field.Oneof].Run))
            {
                _runs[kept++] = _runs[i];
            }
        }

        _count = kept;
    }

    private void Add(FieldRun run)
    {
        if (_count == _runs.Length)
        {
            var larger = ArrayPool<FieldRun>.Shared.Rent(_count * 2);
            _runs.CopyTo(larger);
            Dispose();
            _runs = _rented = larger;
        }

        _runs[_count++] = run;
    }
}
