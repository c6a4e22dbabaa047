using System.Text.Json;

namespace CodeFirst.Transcoding.Json;

internal ref partial struct BodyReader
{
    // Writes the fields of a message without tag and length. False if it is refused.
    private bool ReadMessage(MessagePlan plan, int node)
    {
        switch (plan.Form)
        {
            case MessageForm.Fields when _json.TokenType == JsonTokenType.StartObject:
                ReadMembers(plan, node);

                return true;
            case MessageForm.Any when _json.TokenType == JsonTokenType.StartObject:
                return ReadAny(plan.Plans);
            case MessageForm.Struct when _json.TokenType == JsonTokenType.StartObject:
                Push(null);
                ReadMap(plan.Fields[0]);
                Pop();

                return true;
            case MessageForm.ListValue when _json.TokenType == JsonTokenType.StartArray:
                Push(null);
                ReadList(plan.Fields[0]);
                Pop();

                return true;
            case MessageForm.Value:
                return ReadAnything(plan);
            case MessageForm.Wrapper:
                return ReadWrapper(plan.Fields[0]);
            default:
                return ReadMessageText(plan);
        }
    }

    private bool ReadMessageText(MessagePlan plan)
    {
        var isText = _json.TokenType == JsonTokenType.String
            || (_json.TokenType == JsonTokenType.Number && plan.Form == MessageForm.BclDecimal);
        if (isText && TryText(ref _json, out var text) && MessageText.TryWrite(plan, text, _output))
        {
            return true;
        }

        Refuse(Problems.Of(plan));
        _json.Skip();

        return false;
    }

    private bool ReadWrapper(FieldPlan value)
    {
        if (_json.TokenType == JsonTokenType.Null)
        {
            Refuse(Problems.NoNull);

            return false;
        }

        var start = _output.Length;
        _output.WriteVarint(value.Tag);
        var content = _output.Length;
        var isValid = ReadScalar(value);
        if (!isValid || ScalarText.IsDefault(value, _output, content))
        {
            _output.Truncate(start);
        }

        return isValid;
    }

    private bool ReadAnything(MessagePlan plan)
    {
        var field = plan.Fields[_json.TokenType switch
        {
            JsonTokenType.Null => 0,
            JsonTokenType.Number => 1,
            JsonTokenType.String => 2,
            JsonTokenType.True or JsonTokenType.False => 3,
            JsonTokenType.StartObject => 4,
            _ => 5,
        }];

        return ReadSingle(field, -1);
    }

    private bool ReadAny(MessagePlans plans)
    {
        var startAt = _json.TokenStartIndex;
        if (!TryFindType(out var typeUrl, out var isEmpty))
        {
            if (!isEmpty)
            {
                RefuseAny(plans, startAt);
            }

            _json.Skip();

            return isEmpty;
        }

        if (plans.Find(typeUrl) is not { } plan)
        {
            RefuseAny(plans, startAt);
            _json.Skip();

            return false;
        }

        _output.WriteByte(0x0A);
        _output.WriteBytes(System.Text.Encoding.UTF8.GetBytes(typeUrl));
        var start = _output.Length;
        _output.WriteByte(0x12);
        var content = _output.Open();
        var isKept = true;
        if (plan.Form == MessageForm.Fields)
        {
            ReadMembers(plan, -1, isAny: true);
        }
        else
        {
            isKept = ReadAnyValue(plan, startAt);
        }

        if (_output.Length == content)
        {
            _output.Truncate(start);
        }
        else
        {
            _output.Close(content);
        }

        return isKept;
    }

    // Reads {"@type": …, "value": …}, the form of those messages that are no object of their fields.
    private bool ReadAnyValue(MessagePlan plan, long startAt)
    {
        var (isKept, count, types) = (true, 0, 0);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (TryText(ref _json, out var name) && name.SequenceEqual("value"u8))
            {
                _json.Read();
                if (count++ > 0)
                {
                    Refuse(Problems.SentTwice);
                    _json.Skip();
                }
                else
                {
                    isKept = ReadMessage(plan, -1);
                }
            }
            else
            {
                types += name.SequenceEqual("@type"u8) ? 1 : 0;
                SkipUnknown(isAny: true);
            }
        }

        if (count == 0 || types > 1)
        {
            Refuse(count == 0 ? "Must have the member \"value\"." : Problems.SentTwice, startAt);
            isKept = false;
        }

        return isKept;
    }

    private readonly void RefuseAny(MessagePlans plans, long startAt) =>
        Refuse(Problems.Of(plans.Of(Google.Protobuf.WellKnownTypes.Any.Descriptor)), startAt);

    // Looks ahead: the type may be the last member.
    private bool TryFindType(out string typeUrl, out bool isEmpty)
    {
        var ahead = _json;
        (typeUrl, isEmpty) = ("", true);
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var isType = TryText(ref ahead, out var name) && name.SequenceEqual("@type"u8);
            ahead.Read();
            if (isType)
            {
                if (ahead.TokenType != JsonTokenType.String || !TryText(ref ahead, out var text))
                {
                    return false;
                }

                typeUrl = System.Text.Encoding.UTF8.GetString(text);

                return true;
            }

            ahead.Skip();
        }

        return false;
    }

    private void SkipUnknown(bool isAny)
    {
        var isText = TryText(ref _json, out var name);
        if (!(isAny && name.SequenceEqual("@type"u8)) && (!_ignoreUnknown || !isText))
        {
            var text = isText ? System.Text.Encoding.UTF8.GetString(name) : Problems.NoName;
            var parent = JsonPlace.PathOf(_body, _steps.AsSpan(0, _depth));
            Refuse(parent.Length == 0 ? text : $"{parent}.{text}", Problems.NoMember, _json.TokenStartIndex);
        }

        SkipValue();
    }

    private void SkipValue()
    {
        _json.Read();
        _json.Skip();
    }
}
