using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace CodeFirst.Transcoding.Json;

/// <summary>
/// Makes one request message from path, query, headers and body, and collects everything that is wrong with them. Rented, so that a
/// request without faults allocates nothing. Not safe for concurrent use.
/// </summary>
internal sealed class RequestDraft : IDisposable
{
    // Of a body of unknown members, more would come back many times as large.
    private const int MostViolations = 100;

    // gRPC's flag and length before a message.
    private const int FrameHeader = 5;

    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static RequestDraft? _free;

    private readonly WireBuffer _output = new();
    private readonly TextFields _texts = new();
    private readonly List<JsonViolation> _violations = [];
    private MessagePlan _plan;
    private bool _isWritten;

    private RequestDraft(MessagePlan plan) => _plan = plan;

    /// <summary>Gets what is wrong, in the order it was met; at most 100.</summary>
    public IReadOnlyList<JsonViolation> Violations => _violations;

    public static RequestDraft Rent(MessagePlan plan)
    {
        var draft = _free ?? new RequestDraft(plan);
        _free = null;
        draft._plan = plan;
        draft._output.Reserve(FrameHeader);
        draft._output.Advance(FrameHeader);

        return draft;
    }

    /// <summary>Sets a field from the decoded text of a path variable.</summary>
    public void AddPath(FieldPath field, ReadOnlySpan<char> text) => AddText(field, text, TextOrigin.Path);

    /// <summary>Sets a field from a header. Query and body must not have it then.</summary>
    public void AddHeader(FieldPath field, ReadOnlySpan<char> text) => AddText(field, text, TextOrigin.Header);

    /// <summary>Returns whether path, query or a header set the field.</summary>
    public bool IsSet(FieldPath field) => _texts.Find(field) >= 0;

    /// <summary>Sets a field from a parameter of the query, both decoded.</summary>
    /// <param name="name">The field, in either spelling, with dots between steps.</param>
    /// <param name="value">The text.</param>
    /// <param name="bodyField">The field that the body is, which no parameter may touch.</param>
    public void AddParameter(ReadOnlySpan<char> name, ReadOnlySpan<char> value, FieldPath? bodyField = null)
    {
        var path = _plan.FindPath(name);
        if (path is null
            || path.Steps[0] == bodyField?.Leaf
            || path.Leaf.IsMap
            || (path.Leaf.IsMessage && !MessageText.IsText(path.Leaf.Message.Form))
            || (_texts.Find(path) is var node and > 0 && _texts[node].Origin == TextOrigin.Path))
        {
            Refuse(name.ToString(), Problems.NoParameter);
        }
        else
        {
            AddText(path, value, TextOrigin.Query);
        }
    }

    /// <summary>Adds something that is wrong outside the body.</summary>
    public void Refuse(string field, string problem) => Refuse(new JsonViolation(field, problem, 0, 0));

    /// <summary>Reads the body: the message, or the value of one field. Call it last, and once.</summary>
    /// <exception cref="InvalidBodyException">The body is not JSON, or not of the kind that is expected.</exception>
    public void AddBody(in ReadOnlySequence<byte> json, FieldPath? bodyField = null, JsonReadOptions? options = null)
    {
        // Most messages are smaller than their JSON; maps of short entries are a little larger.
        _output.Reserve((int)Math.Min(json.Length + (json.Length / 4), 1 << 26));
        var reader = new BodyReader(JsonPlace.SkipMark(json), options ?? JsonReadOptions.Default, _output, _texts, this);
        try
        {
            reader.Read(_plan, bodyField?.Leaf);
        }
        finally
        {
            reader.Dispose();
        }

        _isWritten = true;
    }

    /// <summary>Returns the message. The memory is valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Complete() => CompleteFramed()[FrameHeader..];

    /// <summary>Returns the message behind the five bytes that gRPC puts before it. The memory is valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> CompleteFramed()
    {
        if (!_isWritten)
        {
            var (from, length) = _texts.WriteRest(0, _plan, _output);
            _output.MoveForward(from, FrameHeader, length);
            _isWritten = true;
        }

        var header = _output.Slice(0, FrameHeader);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)(_output.Length - FrameHeader));

        return _output.Memory;
    }

    /// <summary>Gives the array of <see cref="CompleteFramed"/> away: a large message is not copied.</summary>
    public byte[] Detach() => _output.Detach();

    public void Dispose()
    {
        _output.Clear(LargestKept);
        _texts.Clear(LargestKept);
        _violations.Clear();
        _isWritten = false;
        _free = this;
    }

    internal void Refuse(JsonViolation violation)
    {
        if (_violations.Count < MostViolations)
        {
            _violations.Add(violation);
        }
    }

    private void AddText(FieldPath path, ReadOnlySpan<char> text, TextOrigin origin)
    {
        var parent = 0;
        for (var i = 0; i < path.Steps.Length; i++)
        {
            var step = path.Steps[i];
            if (_texts.AlternativeOf(parent, step) is { } other)
            {
                Refuse(path.Text, Problems.Alternative(Sibling(path, i, other)));

                return;
            }

            var known = _texts.Find(parent, step);
            if (i < path.Steps.Length - 1)
            {
                parent = known >= 0 ? known : _texts.Add(parent, step, origin);
            }
            else if (known >= 0 && !step.IsRepeated)
            {
                Refuse(path.Text, Problems.SentTwice);

                return;
            }
        }

        var node = _texts.Add(parent, path.Leaf, origin);
        if (TryWrite(path.Leaf, text) is { } problem)
        {
            Refuse(path.Text, problem);
        }

        _texts[node].Length = _texts.Bytes.Length - _texts[node].Start;
    }

    private static string Sibling(FieldPath path, int step, FieldPlan other) =>
        string.Join('.', path.Steps.Take(step).Append(other).Select(field => field.Name));

    // Returns what is wrong with the text, or null.
    private string? TryWrite(FieldPlan field, ReadOnlySpan<char> text)
    {
        Span<byte> small = stackalloc byte[256];
        var needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = needed > small.Length ? ArrayPool<byte>.Shared.Rent(needed) : null;
        var utf8 = rented ?? small;
        try
        {
            return Utf8.FromUtf16(text, utf8, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done
                ? TryWrite(field, utf8[..length], _texts.Bytes)
                : Problems.NotUnicode;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private static string? TryWrite(FieldPlan field, ReadOnlySpan<byte> text, WireBuffer output)
    {
        var start = output.Length;
        if (!field.IsMessage)
        {
            // One value that could be packed is written in the plain form, which every reader must take.
            output.WriteVarint(((uint)field.Descriptor.FieldNumber << 3) | (uint)field.WireType);
            var value = output.Length;
            var isValid = ScalarText.TryWrite(field, text, TextSource.Plain, output);
            if (!isValid || (!field.HasPresence && !field.IsRepeated && ScalarText.IsDefault(field, output, value)))
            {
                output.Truncate(start);
            }

            return isValid ? null : Problems.Of(field);
        }

        if (field.IsMap || !MessageText.IsText(field.Message.Form))
        {
            return Problems.BodyOnly;
        }

        output.WriteVarint(field.Tag);
        var content = output.Open();
        var problem = field.Message.Form == MessageForm.Wrapper ? TryWrite(field.Message.Fields[0], text, output)
            : MessageText.TryWrite(field.Message, text, output) ? null
            : Problems.Of(field.Message);
        output.Close(content);
        if (problem is not null)
        {
            output.Truncate(start);
        }

        return problem;
    }
}
