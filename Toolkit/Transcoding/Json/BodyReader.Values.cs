using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

internal ref partial struct BodyReader
{
    private void ReadList(FieldPlan field)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Refuse(Problems.NotArray);
            _json.Skip();
            return;
        }

        var start = _output.Length;
        var content = 0;
        if (field.IsPacked)
        {
            _output.WriteVarint(field.Tag);
            content = _output.Open();
        }

        for (var i = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; i++)
        {
            _steps[_depth - 1].Index = i;
            if (_json.TokenType == JsonTokenType.Null && !field.TakesNull)
            {
                Refuse(Problems.NoNull);
            }
            else if (!field.IsPacked)
            {
                ReadSingle(field, -1);
            }
            else if (_output.Length is var before && !ReadScalar(field))
            {
                _output.Truncate(before);
            }
        }

        if (!field.IsPacked)
        {
            return;
        }

        if (_output.Length == content)
        {
            _output.Truncate(start);
        }
        else
        {
            _output.Close(content);
        }
    }

    private void ReadMap(FieldPlan field)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Refuse(Problems.NotObject);
            _json.Skip();
            return;
        }

        var keys = new KeySet();
        var (mapAt, count) = (_json.TokenStartIndex, 0);
        try
        {
            while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
            {
                ReadEntry(field, ref keys, mapAt, ref count);
            }
        }
        finally
        {
            keys.Dispose();
        }
    }

    // How many entries a map has if what follows is like those that were read.
    private readonly long Expected(long mapAt, int count) =>
        count * (_body.Length - mapAt) / Math.Max(_json.BytesConsumed - mapAt, 1) + 1;

    private void ReadEntry(FieldPlan field, ref KeySet keys, long mapAt, ref int count)
    {
        var keyAt = _json.TokenStartIndex;
        var start = _output.Length;
        _output.WriteVarint(field.Tag);
        var entry = _output.Open();
        var isText = TryText(ref _json, out var key);
        _output.WriteVarint(field.Key.Tag);
        if (!isText || !ScalarText.TryWrite(field.Key, key, TextSource.Key, _output))
        {
            Refuse(isText ? $"Has a key that is not allowed. {Problems.Of(field.Key)}" : Problems.NotUnicode, keyAt);
            _output.Truncate(start);
            SkipValue();
            return;
        }

        _steps[_depth - 1].KeyAt = keyAt;
        _json.Read();
        var isKept = false;
        if (_json.TokenType == JsonTokenType.Null && !field.Value.TakesNull)
        {
            Refuse(Problems.NoNull);
        }
        else
        {
            isKept = ReadEntryValue(field.Value);
        }

        if (!isKept)
        {
            _output.Truncate(start); // refused, or the unknown name of an enum that is to be skipped
        }
        else
        {
            // The entry is looked up where it stays: closing may move it.
            var length = _output.Length - entry;
            _output.Close(entry);
            if (!keys.Add(_output.Written, _output.Length - length, out _, Expected(mapAt, ++count)))
            {
                Refuse(Problems.SentTwice, keyAt);
            }
        }

        _steps[_depth - 1].KeyAt = -1;
    }

    private bool ReadEntryValue(FieldPlan value)
    {
        _output.WriteVarint(value.Tag);
        if (!value.IsMessage)
        {
            return ReadScalar(value);
        }

        var content = _output.Open();
        var isKept = ReadMessage(value.Message, -1);
        _output.Close(content);

        return isKept;
    }

    // Writes one value without its tag. False if it is to be left out; then it is refused, if need be.
    private bool ReadScalar(FieldPlan field)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String when field.Type == FieldType.String:
                return ReadString();
            case JsonTokenType.String:
            case JsonTokenType.Number:
                return ReadText(field);
            case JsonTokenType.True or JsonTokenType.False when field.Type == FieldType.Bool:
                _output.WriteByte(_json.TokenType == JsonTokenType.True ? (byte)1 : (byte)0);

                return true;
            case JsonTokenType.Null when field.TakesNull:
                _output.WriteByte(0);

                return true;
            default:
                Refuse(Problems.Of(field));
                _json.Skip();

                return false;
        }
    }

    private bool ReadText(FieldPlan field)
    {
        if (!TryText(ref _json, out var text))
        {
            Refuse(Problems.NotUnicode);

            return false;
        }

        var isString = _json.TokenType == JsonTokenType.String;
        if (ScalarText.TryWrite(field, text, isString ? TextSource.String : TextSource.Number, _output))
        {
            return true;
        }

        if (!(_ignoreUnknown && isString && field.Type == FieldType.Enum))
        {
            Refuse(Problems.Of(field));
        }

        return false;
    }

    private bool ReadString()
    {
        if (!_json.ValueIsEscaped && !_json.HasValueSequence)
        {
            if (Utf8.IsValid(_json.ValueSpan))
            {
                _output.WriteBytes(_json.ValueSpan);

                return true;
            }
        }
        else
        {
            var content = _output.Open();
            var source = CopyTo(ref _json, _output.Reserve(LengthOf(ref _json)));
            var length = _json.ValueIsEscaped ? Utf8Text.Unescape(source, source) : Utf8.IsValid(source) ? source.Length : -1;
            if (length >= 0)
            {
                _output.Advance(length);
                _output.Close(content);

                return true;
            }
        }

        Refuse(Problems.NotUnicode);

        return false;
    }

    private static int LengthOf(ref Utf8JsonReader json) => json.HasValueSequence ? (int)json.ValueSequence.Length : json.ValueSpan.Length;

    private static Span<byte> CopyTo(ref Utf8JsonReader json, Span<byte> target)
    {
        var length = LengthOf(ref json);
        if (json.HasValueSequence)
        {
            json.ValueSequence.CopyTo(target);
        }
        else
        {
            json.ValueSpan.CopyTo(target);
        }

        return target[..length];
    }

    // Returns the text of a string, a name or a number. False if it is not valid Unicode. The next call overwrites it.
    private bool TryText(ref Utf8JsonReader json, out ReadOnlySpan<byte> text)
    {
        if (!json.ValueIsEscaped && !json.HasValueSequence)
        {
            text = json.ValueSpan;

            return Utf8.IsValid(text);
        }

        var needed = LengthOf(ref json);
        if (_scratch.Length < needed)
        {
            if (_scratch.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_scratch);
            }

            _scratch = ArrayPool<byte>.Shared.Rent(needed);
        }

        var source = CopyTo(ref json, _scratch);
        var length = json.ValueIsEscaped ? Utf8Text.Unescape(source, source) : Utf8.IsValid(source) ? source.Length : -1;
        text = length < 0 ? default : _scratch.AsSpan(0, length);

        return length >= 0;
    }

    private void Push(FieldPlan? field)
    {
        if (_depth == _steps.Length)
        {
            var larger = ArrayPool<JsonStep>.Shared.Rent(_depth * 2);
            _steps.AsSpan(0, _depth).CopyTo(larger);
            ArrayPool<JsonStep>.Shared.Return(_steps);
            _steps = larger;
        }

        _steps[_depth++] = new JsonStep { Field = field, Index = -1, KeyAt = -1 };
    }

    private void Pop() => _depth--;

    private readonly void Refuse(string problem) => Refuse(problem, _json.TokenStartIndex);

    private readonly void Refuse(string problem, long offset) =>
        Refuse(JsonPlace.PathOf(_body, _steps.AsSpan(0, _depth)), problem, offset);

    private readonly void Refuse(string field, string problem, long offset)
    {
        var (line, position) = JsonPlace.Of(_body, offset);
        _draft.Refuse(new JsonViolation(field, problem, line, position));
    }
}
