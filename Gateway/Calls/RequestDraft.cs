using System.Buffers;
using System.Text.Json;
using CodeFirst.Gateway.Errors;
using Google.Rpc;

namespace CodeFirst.Gateway.Calls;

/// <summary>Collects the fields of one request as JSON, each at most once, and everything that is wrong with them.</summary>
internal ref struct RequestDraft
{
    private const string NotUnicode = "Must be valid Unicode.";

    // Of more nobody reads: a body of unknown members would come back many times as large.
    private const int MostViolations = 100;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly IReadOnlyList<RequestField> _fields;
    private readonly Utf8JsonWriter _json;
    private List<BadRequest.Types.FieldViolation>? _violations;
    private ulong _met;
    private ulong _written;

    public RequestDraft(IReadOnlyList<RequestField> fields, Utf8JsonWriter json)
    {
        _fields = fields;
        _json = json;
        _json.WriteStartObject();
    }

    /// <summary>Adds a field from the path, of which Kestrel has decoded what it can.</summary>
    public void AddSegment(int index, string segment)
    {
        // It leaves %2F, lest it divide the path, and what is not UTF-8; %252F looks the same by now. No id has such characters.
        if (segment.Contains('%', StringComparison.Ordinal))
        {
            Add(_fields[index].Name, "Must be UTF-8 in percent-encoding, without '/' and '%'.");
        }
        else
        {
            AddText(index, segment);
        }
    }

    /// <summary>Adds a field from the path, the query or a header.</summary>
    public void AddText(int index, string text)
    {
        var field = _fields[index];
        if (IsFirst(index))
        {
            _written |= 1UL << index;
            Add(field.Name, field.WriteText(_json, text));
        }
    }

    /// <summary>Adds a parameter of the query.</summary>
    public void AddParameter(ReadOnlySpan<char> name, ReadOnlySpan<char> encodedValue, ReadOnlySpan<char> value)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (_fields[i].Source == RequestSource.Query && name.SequenceEqual(_fields[i].Name))
            {
                // Decoding leaves in what is no percent-encoding and no UTF-8.
                if (value.Count('%') != encodedValue.Count("%25"))
                {
                    Add(_fields[i].Name, NotUnicode);
                }
                else if (!_fields[i].HeaderWins || (_written & (1UL << i)) == 0)
                {
                    AddText(i, value.ToString());
                }

                return;
            }
        }

        Add(name.ToString(), "Is not a query parameter here.");
    }

    /// <summary>Adds the members of the JSON object that is the body.</summary>
    public void AddBody(in ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body, Strict);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw Refusal.InvalidJson("The body must be a JSON object.");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                AddMember(ref reader);
            }

            // Nothing may follow.
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw Refusal.InvalidJson(
                $"The body is not valid JSON: see line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
    }

    /// <summary>Ends the JSON. Throws if anything was wrong.</summary>
    public readonly void Complete()
    {
        if (_violations is not null)
        {
            throw Refusal.InvalidFields(_violations);
        }

        // The generated reader sets what is absent to null, not to the empty text that the contract promises.
        for (var i = 0; i < _fields.Count; i++)
        {
            if ((_written & (1UL << i)) == 0 && !_fields[i].HasPresence)
            {
                _json.WriteString(_fields[i].EncodedName, "");
            }
        }

        _json.WriteEndObject();
    }

    private void AddMember(ref Utf8JsonReader reader)
    {
        var index = IndexOf(ref reader, out var name);
        if (index < 0)
        {
            Add(name, "Is not a field of the body here.");
            reader.Skip();

            return;
        }

        reader.Read();
        if (IsFirst(index))
        {
            AddValue(index, ref reader);
        }

        reader.Skip();
    }

    private void AddValue(int index, ref Utf8JsonReader reader)
    {
        var field = _fields[index];
        if (reader.TokenType == JsonTokenType.Null)
        {
            return; // proto3 JSON: the default value, which is that of an absent field
        }

        _written |= 1UL << index;
        try
        {
            Add(field.Name, field.WriteJson(_json, ref reader));
        }
        catch (InvalidOperationException)
        {
            Add(field.Name, NotUnicode); // bytes that are not UTF-8, or half a surrogate pair
        }
    }

    // Returns the field of the body that the reader stands at, or -1 and its name.
    private readonly int IndexOf(ref Utf8JsonReader reader, out string name)
    {
        name = "";
        try
        {
            for (var i = 0; i < _fields.Count; i++)
            {
                if (_fields[i].Source == RequestSource.Body && reader.ValueTextEquals(_fields[i].Name))
                {
                    return i;
                }
            }

            name = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            name = "(not valid Unicode)";
        }

        return -1;
    }

    private bool IsFirst(int index)
    {
        var bit = 1UL << index;
        if ((_met & bit) != 0)
        {
            Add(_fields[index].Name, "Must be sent once.");

            return false;
        }

        _met |= bit;

        return true;
    }

    private void Add(string field, string? problem)
    {
        if (problem is not null && (_violations ??= []).Count < MostViolations)
        {
            _violations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = problem });
        }
    }
}
