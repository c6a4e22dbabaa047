using System.Buffers;
using System.Text;
using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Json;
using CodeFirst.Transcoding.Routes;
using Microsoft.AspNetCore.WebUtilities;

namespace CodeFirst.Transcoding.Calls;

/// <summary>
/// Makes the message of a request from its path, its query, its headers and its body. Whatever it does not know is refused.
/// </summary>
internal sealed class RequestAssembler
{
    private const string NotUnicode = "Must be valid Unicode.";
    private const int LongestOnStack = 256;
    private const int LargestCopied = 64 * 1024;

    private readonly HttpRoute _route;
    private readonly MessagePlan _plan;
    private readonly int _limit;
    private readonly FieldPath? _bodyField;
    private readonly (PathVariable Variable, FieldPath Field)[] _variables;
    private readonly (string Header, FieldPath Field)[] _headers;

    public RequestAssembler(HttpRoute route, MessageTexts texts, TranscodingOptions options)
    {
        _route = route;
        _plan = texts.Plans.Of(route.Method.InputType);
        _limit = options.MaxRequestBytes;
        _bodyField = route.Body is "" or "*" ? null : Find(route.Body);
        _variables = [.. route.Path.Variables.Select(variable => (variable, Find(variable.FieldPath)))];
        _headers =
        [
            .. from field in route.Method.InputType.Fields.InDeclarationOrder()
               where route.Path.Variables.All(variable => variable.FieldPath != field.Name)
               let header = RequestHeaders.Of(route, field.Name, options)
               where header is not null
               select (header, Find(field.Name)),
        ];
    }

    /// <summary>Reads a request with at most one message in its body.</summary>
    /// <exception cref="RequestError">It is not as the contract says.</exception>
    public ValueTask ReadAsync(RequestInput request, Reply reply, PooledBuffer message, CancellationToken cancellationToken)
    {
        if (!_route.HasBody)
        {
            Assemble(request, body: null, message);

            return default;
        }

        return ReadWithBodyAsync(request, reply, message, cancellationToken);
    }

    /// <summary>Writes the message of a request whose body has been read.</summary>
    /// <exception cref="RequestError">It is not as the contract says.</exception>
    public void Assemble(RequestInput request, ReadOnlySequence<byte>? body, PooledBuffer message)
    {
        using var draft = RequestDraft.Rent(_plan);
        AddPath(draft, request);
        foreach (var (header, field) in _headers)
        {
            if (RequestHeaders.Read(request.Headers, header) is { } value)
            {
                draft.AddHeader(field, value);
            }
        }

        AddQuery(draft, request.QueryString);
        if (body is { } json)
        {
            AddBody(draft, json);
        }

        if (draft.Violations is { Count: > 0 } violations)
        {
            throw RequestError.InvalidFields(violations);
        }

        var frame = draft.CompleteFramed();
        if (frame.Length > LargestCopied && message.Length == Frame.HeaderLength)
        {
            message.Adopt(draft.Detach(), frame.Length);
        }
        else
        {
            message.Write(frame.Span[Frame.HeaderLength..]);
        }
    }

    private async ValueTask ReadWithBodyAsync(
        RequestInput request, Reply reply, PooledBuffer message, CancellationToken cancellationToken)
    {
        HttpBody.IsLines(request.Headers, takesLines: false);
        var reader = HttpBody.Open(request, reply);
        try
        {
            var body = await HttpBody.ReadAsync(reader, request, _limit, cancellationToken);
            try
            {
                Assemble(request, body, message);
            }
            finally
            {
                reader.AdvanceTo(body.End);
            }
        }
        finally
        {
            if (reader != request.Body)
            {
                await reader.CompleteAsync();
            }
        }
    }

    private void AddPath(RequestDraft draft, RequestInput request)
    {
        if (_variables.Length == 0)
        {
            return;
        }

        var path = RequestPath.Of(request.Target);
        foreach (var (variable, field) in _variables)
        {
            var encoded = PathValue.Find(path, _route.Path, variable);
            if (!encoded.Contains('%'))
            {
                draft.AddPath(field, encoded);
            }
            else
            {
                AddEncoded(draft, encoded, variable, field);
            }
        }
    }

    private static void AddEncoded(RequestDraft draft, ReadOnlySpan<char> encoded, PathVariable variable, FieldPath field)
    {
        byte[]? rentedBytes = null;
        char[]? rentedText = null;
        var bytes = encoded.Length <= LongestOnStack
            ? stackalloc byte[LongestOnStack]
            : rentedBytes = ArrayPool<byte>.Shared.Rent(encoded.Length);
        var text = encoded.Length <= LongestOnStack
            ? stackalloc char[LongestOnStack]
            : rentedText = ArrayPool<char>.Shared.Rent(encoded.Length);
        if (PathValue.TryDecode(encoded, variable.IsSeveral, bytes, out var length))
        {
            draft.AddPath(field, text[..Encoding.UTF8.GetChars(bytes[..length], text)]);
        }
        else
        {
            draft.Refuse(field.Text, "Must be UTF-8 in percent-encoding.");
        }

        if (rentedBytes is not null)
        {
            ArrayPool<byte>.Shared.Return(rentedBytes);
        }

        if (rentedText is not null)
        {
            ArrayPool<char>.Shared.Return(rentedText);
        }
    }

    private void AddQuery(RequestDraft draft, string query)
    {
        if (query.Length == 0)
        {
            return;
        }

        foreach (var parameter in new QueryStringEnumerable(query))
        {
            var name = parameter.DecodeName().Span;
            var value = parameter.DecodeValue().Span;

            // Decoding leaves in what is no percent-encoding and no UTF-8.
            if (value.Count('%') != parameter.EncodedValue.Span.Count("%25"))
            {
                draft.Refuse(name.ToString(), NotUnicode);
            }
            else if (!IsSetByLastEvent(draft, name))
            {
                AddParameter(draft, name, value);
            }
        }
    }

    private void AddParameter(RequestDraft draft, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (_route.Body == "*")
        {
            draft.Refuse(name.ToString(), "Is not a query parameter here.");
        }
        else
        {
            draft.AddParameter(name, value, _bodyField);
        }
    }

    // A browser that resumes sends the header with the URL it began with: the header counts.
    private bool IsSetByLastEvent(RequestDraft draft, ReadOnlySpan<char> name)
    {
        foreach (var (header, field) in _headers)
        {
            if (header == RequestHeaders.LastEventId && draft.IsSet(field)
                && (name.SequenceEqual(field.Field.Name) || name.SequenceEqual(field.Field.JsonName)))
            {
                return true;
            }
        }

        return false;
    }

    private void AddBody(RequestDraft draft, in ReadOnlySequence<byte> body)
    {
        try
        {
            draft.AddBody(body, _bodyField);
        }
        catch (InvalidBodyException exception)
        {
            throw RequestError.InvalidJson(exception.Message);
        }
    }

    private FieldPath Find(string fieldPath) => _plan.FindPath(fieldPath) ?? throw new InvalidOperationException(
        $"The route '{_route}' of {_route.Method.FullName} cannot be used: '{fieldPath}' is no field of"
        + $" {_route.Method.InputType.FullName} that it can set. Correct it in the contract, and build that.");
}
