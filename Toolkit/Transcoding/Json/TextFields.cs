namespace CodeFirst.Transcoding.Json;

/// <summary>The fields that path, query and headers set, as a tree: each message is written once, with all that is set of it.</summary>
internal sealed class TextFields : IDisposable
{
    private TextNode[] _nodes = new TextNode[8];
    private int _count = 1;

    /// <summary>Gets the bytes of the values, each with its tag.</summary>
    public WireBuffer Bytes { get; } = new();

    public ref TextNode this[int node] => ref _nodes[node];

    public void Clear(int largestKept)
    {
        Array.Clear(_nodes, 0, _count);
        _count = 1;
        Bytes.Clear(largestKept);
    }

    /// <summary>Returns the node of a field in a message, or -1.</summary>
    public int Find(int parent, FieldPlan field)
    {
        for (var node = _nodes[parent].Child; node != 0; node = _nodes[node].Next)
        {
            if (_nodes[node].Field == field)
            {
                return node;
            }
        }

        return -1;
    }

    /// <summary>Returns the node of the field at a path, or -1.</summary>
    public int Find(FieldPath path)
    {
        var node = 0;
        foreach (var step in path.Steps)
        {
            node = Find(node, step);
            if (node < 0)
            {
                break;
            }
        }

        return node;
    }

    /// <summary>Returns the field that is set already and excludes another by their oneof, or null.</summary>
    public FieldPlan? AlternativeOf(int parent, FieldPlan field)
    {
        if (field.Oneof >= 0)
        {
            for (var node = _nodes[parent].Child; node != 0; node = _nodes[node].Next)
            {
                if (_nodes[node].Field is { } other && other != field && other.Oneof == field.Oneof)
                {
                    return other;
                }
            }
        }

        return null;
    }

    public int Add(int parent, FieldPlan field, TextOrigin origin)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        var node = _count++;
        _nodes[node] = new TextNode { Field = field, Origin = origin, Start = Bytes.Length };
        ref var holder = ref _nodes[parent];
        if (holder.Child == 0)
        {
            holder.Child = node;
        }
        else
        {
            _nodes[holder.LastChild].Next = node;
        }

        holder.LastChild = node;

        return node;
    }

    /// <summary>Writes the fields of a message that are not written yet, and returns where the derived type is among them.</summary>
    public (int Start, int Length) WriteRest(int parent, MessagePlan plan, WireBuffer output)
    {
        var subtype = (0, 0);
        for (var node = _nodes[parent].Child; node != 0; node = _nodes[node].Next)
        {
            ref var current = ref _nodes[node];
            if (current.IsWritten || current.Field is not { } field)
            {
                continue;
            }

            var start = output.Length;
            if (current.IsValue)
            {
                output.Write(Bytes.Written.Slice(current.Start, current.Length));
            }
            else
            {
                WriteMessage(node, field, output);
            }

            if (field.Oneof >= 0 && field.Oneof == plan.SubtypeOneof)
            {
                subtype = (start, output.Length - start);
            }
        }

        return subtype;
    }

    public void Dispose() => Bytes.Dispose();

    private void WriteMessage(int node, FieldPlan field, WireBuffer output)
    {
        output.WriteVarint(field.Tag);
        var start = output.Open();
        var (from, length) = WriteRest(node, field.Message, output);
        if (length > 0)
        {
            output.MoveForward(from, start, length);
        }

        output.Close(start);
    }
}
