using System.Buffers;
using System.Text.Json;

namespace CodeFirst.Transcoding.Json;

/// <summary>Reads a body of JSON in one pass into the wire format. What is wrong with a field is noted, and reading goes on.</summary>
internal ref partial struct BodyReader
{
    private readonly ReadOnlySequence<byte> _body;
    private readonly WireBuffer _output;
    private readonly TextFields _texts;
    private readonly RequestDraft _draft;
    private readonly bool _ignoreUnknown;
    private Utf8JsonReader _json;
    private byte[] _scratch = [];
    private JsonStep[] _steps;
    private int _depth;

    public BodyReader(in ReadOnlySequence<byte> body, JsonReadOptions options, WireBuffer output, TextFields texts, RequestDraft draft)
    {
        _body = body;
        _output = output;
        _texts = texts;
        _draft = draft;
        _ignoreUnknown = options.IgnoreUnknown;
        var strict = new JsonReaderOptions { MaxDepth = options.MaxDepth };
        _json = body.IsSingleSegment ? new Utf8JsonReader(body.FirstSpan, strict) : new Utf8JsonReader(body, strict);
        _steps = ArrayPool<JsonStep>.Shared.Rent(16);
    }

    /// <summary>Reads the whole body: a message, or the value of one of its fields.</summary>
    public void Read(MessagePlan plan, FieldPlan? field)
    {
        try
        {
            _json.Read();
            if (field is null)
            {
                if (plan.Form == MessageForm.Fields && _json.TokenType != JsonTokenType.StartObject)
                {
                    throw new InvalidBodyException("The body must be a JSON object.");
                }

                ReadMessage(plan, 0);
            }
            else
            {
                ReadField(plan, field);
            }

            _json.Read(); // nothing may follow
        }
        catch (JsonException exception)
        {
            throw new InvalidBodyException(
                $"The body is not valid JSON: see line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.", exception);
        }
    }

    public readonly void Dispose()
    {
        ArrayPool<JsonStep>.Shared.Return(_steps);
        if (_scratch.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_scratch);
        }
    }

    private void ReadField(MessagePlan plan, FieldPlan field)
    {
        if (_json.TokenType == JsonTokenType.Null && !(field.TakesNull && !field.IsRepeated))
        {
            var (line, position) = JsonPlace.Of(_body, _json.TokenStartIndex);
            throw new InvalidBodyException($"The body must not be null: see line {line}, byte {position}.");
        }

        var kind = field.IsMap ? JsonTokenType.StartObject
            : field.IsRepeated ? JsonTokenType.StartArray
            : field.IsMessage && field.Message.Form == MessageForm.Fields ? JsonTokenType.StartObject
            : JsonTokenType.None;
        if (kind != JsonTokenType.None && kind != _json.TokenType)
        {
            var (line, position) = JsonPlace.Of(_body, _json.TokenStartIndex);
            var wanted = kind == JsonTokenType.StartArray ? "array" : "object";
            throw new InvalidBodyException($"The body must be a JSON {wanted}: see line {line}, byte {position}.");
        }

        var start = _output.Length;
        Push(field);
        if (_texts.AlternativeOf(0, field) is { } other)
        {
            Refuse(Problems.Alternative(other.Name));
            _json.Skip();
        }
        else
        {
            ReadValue(field, _texts.Find(0, field));
        }

        Pop();
        var end = _output.Length;
        var (from, length) = _texts.WriteRest(0, plan, _output);
        if (length > 0)
        {
            _output.MoveForward(from, start, length);
        }
        else if (field.Oneof >= 0 && field.Oneof == plan.SubtypeOneof)
        {
            _output.MoveForward(start, start, end - start);
        }
    }

    // Reads the members of an object, of which the reader stands at the start, and those that path and query have for it.
    private void ReadMembers(MessagePlan plan, int node, bool isAny = false)
    {
        var start = _output.Length;
        var (subtypeAt, subtypeLength) = (start, 0);
        var words = (plan.Fields.Length + plan.OneofCount + 63) / 64;
        var seen = words <= 4 ? stackalloc ulong[4] : new ulong[words];
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var field = FindField(plan);
            if (field is null)
            {
                SkipUnknown(isAny);
                continue;
            }

            Push(field);
            var before = _output.Length;
            ReadMember(plan, field, node, seen);
            if (field.Oneof >= 0 && field.Oneof == plan.SubtypeOneof && _output.Length > before)
            {
                (subtypeAt, subtypeLength) = (before, _output.Length - before);
            }

            Pop();
        }

        if (node >= 0)
        {
            var (from, length) = _texts.WriteRest(node, plan, _output);
            (subtypeAt, subtypeLength) = length > 0 ? (from, length) : (subtypeAt, subtypeLength);
        }

        // Some readers of .NET need to know the derived type before they can take its base's fields.
        _output.MoveForward(subtypeAt, start, subtypeLength);
    }

    private void ReadMember(MessagePlan plan, FieldPlan field, int node, scoped Span<ulong> seen)
    {
        if (!TrySet(seen, field.Index))
        {
            Refuse(Problems.SentTwice);
            SkipValue();
            return;
        }

        var child = node < 0 ? -1 : _texts.Find(node, field);
        if (node == 0 && child > 0 && _texts[child].IsValue)
        {
            Refuse(_texts[child].Origin == TextOrigin.Path ? Problems.NoMember : Problems.SentTwice);
            SkipValue();
            return;
        }

        _json.Read();
        if (_json.TokenType == JsonTokenType.Null && (!field.TakesNull || field.IsRepeated))
        {
            return; // proto3 JSON: the same as if it were absent
        }

        if (field.Oneof >= 0)
        {
            var other = TrySet(seen, plan.Fields.Length + field.Oneof) ? null : OtherOf(plan, field, seen);
            other ??= node < 0 ? null : _texts.AlternativeOf(node, field);
            if (other is not null)
            {
                Refuse(Problems.Alternative(other.Name));
                _json.Skip();
                return;
            }
        }

        if (child > 0 && _texts[child].IsValue)
        {
            ReadSame(field, child);
        }
        else
        {
            ReadValue(field, child);
        }
    }

    // A field of the path may come again inside a message of the body: with the same value.
    private void ReadSame(FieldPlan field, int child)
    {
        var start = _output.Length;
        var tokenAt = _json.TokenStartIndex;
        ReadValue(field, -1);
        var known = _texts[child];
        if (!_output.Written[start..].SequenceEqual(_texts.Bytes.Written.Slice(known.Start, known.Length)))
        {
            Refuse(known.Origin == TextOrigin.Path ? Problems.NotPath : Problems.SentTwice, tokenAt);
        }

        _output.Truncate(start);
    }

    private void ReadValue(FieldPlan field, int child)
    {
        if (field.IsMap)
        {
            ReadMap(field);
        }
        else if (field.IsRepeated)
        {
            ReadList(field);
        }
        else
        {
            ReadSingle(field, child);
        }
    }

    private bool ReadSingle(FieldPlan field, int child)
    {
        var start = _output.Length;
        _output.WriteVarint(field.Tag);
        var value = _output.Length;
        bool isKept;
        if (field.IsMessage)
        {
            value = _output.Open();
            isKept = ReadMessage(field.Message, child);
            _output.Close(value);
            if (child > 0)
            {
                _texts[child].IsWritten = true;
            }
        }
        else
        {
            isKept = ReadScalar(field) && (field.HasPresence || field.IsRepeated || !ScalarText.IsDefault(field, _output, value));
        }

        if (!isKept)
        {
            _output.Truncate(start);
        }

        return isKept;
    }

    private static FieldPlan? OtherOf(MessagePlan plan, FieldPlan field, scoped Span<ulong> seen)
    {
        foreach (var other in plan.Fields)
        {
            if (other.Oneof == field.Oneof && other != field && (seen[other.Index / 64] & (1UL << (other.Index % 64))) != 0)
            {
                return other;
            }
        }

        return null;
    }

    private static bool TrySet(scoped Span<ulong> seen, int index)
    {
        ref var word = ref seen[index / 64];
        var bit = 1UL << (index % 64);
        var isNew = (word & bit) == 0;
        word |= bit;

        return isNew;
    }

    private FieldPlan? FindField(MessagePlan plan)
    {
        if (!_json.ValueIsEscaped && !_json.HasValueSequence)
        {
            return plan.Find(_json.ValueSpan);
        }

        return TryText(ref _json, out var name) ? plan.Find(name) : null;
    }
}
