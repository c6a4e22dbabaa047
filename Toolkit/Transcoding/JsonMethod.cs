using System.Text.Json.Nodes;
using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.OpenApi;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding;

/// <summary>A method of a contract, to be called with JSON.</summary>
public sealed class JsonMethod
{
    private readonly JsonMethodParts _parts;
    private readonly RoutePlan _plan;
    private readonly Func<HttpContext, RequestDelegate, Task> _answer;
    private readonly FieldNames _names;

    internal JsonMethod(JsonMethodParts parts, RoutePlan plan, Endpoint? endpoint, Func<HttpContext, RequestDelegate, Task> answer)
    {
        (_parts, _plan, Endpoint, _answer) = (parts, plan, endpoint, answer);
        _names = new FieldNames(parts.Options.WritesProtoNames);
        var option = AnswerOption.Read(plan.Method);
        Mark = NameOf(plan.Method.OutputType, option.Mark);
        Resume = NameOf(plan.Method.InputType, option.Resume);
    }

    /// <summary>Gets the method as the contract has it, with its comments.</summary>
    public MethodDescriptor Descriptor => _parts.Contracts.Commented.Find(_plan.MethodPath) ?? _plan.Method;

    /// <summary>Gets the comment of the method, its paragraphs apart; empty if it has none.</summary>
    public string Comment => Comments.Of(Descriptor);

    /// <summary>Gets the gRPC endpoint of the method, with what is said about it; null if the service is elsewhere.</summary>
    public Endpoint? Endpoint { get; }

    /// <summary>
    /// Gets the field of a streamed response that says how far the stream has come, spelled as in JSON, with dots before those of nested
    /// messages. Null: the stream has no mark.
    /// </summary>
    public string? Mark { get; }

    /// <summary>Gets the field of the request that takes the last mark of a caller, spelled as in JSON. Null: there is none.</summary>
    public string? Resume { get; }

    /// <summary>Returns how a field is spelled in the JSON of responses. Requests may have either spelling.</summary>
    /// <param name="field">The field.</param>
    public string NameOf(FieldDescriptor field)
    {
        ArgumentNullException.ThrowIfNull(field);

        return _names.Of(field);
    }

    /// <summary>
    /// Returns the schema (JSON Schema 2020-12) of a request: of each message, if the method takes a stream. It refuses what has another
    /// form than the contract says. Fields that are in the path of the method's route are required. Messages inside are under
    /// <c>$defs</c>.
    /// </summary>
    public JsonObject RequestSchema() => MessageSchemas.OfRequest(Descriptor, _names, _parts.Options);

    /// <summary>
    /// Returns the schema (JSON Schema 2020-12) of a response: of each message, if the method answers with a stream. It accepts whatever
    /// the method answers. Messages inside are under <c>$defs</c>.
    /// </summary>
    public JsonObject ResponseSchema() => MessageSchemas.OfResponse(Descriptor, _names, _parts.Options);

    /// <summary>Calls the method.</summary>
    /// <param name="call">What to call it with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The response, or the error. A method that answers with a stream has given its messages to the call.</returns>
    /// <exception cref="ArgumentException">The method answers with a stream, and nothing takes the messages.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled by the token.</exception>
    public async Task<JsonAnswer> CallAsync(JsonCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Descriptor.IsServerStreaming && call.OnMessage is null)
        {
            throw new ArgumentException($"{ContractDescriptors.PathOf(Descriptor)[1..]} answers with a stream. Set OnMessage.", nameof(call));
        }

        await using var exchange = new JsonExchange(_plan, call, cancellationToken);
        await using var scope = _parts.Scopes.CreateAsyncScope();
        await _answer(exchange.Open(scope.ServiceProvider), _parts.Pipeline.Next);
        await exchange.CompleteAsync();
        if (!exchange.IsStopped)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return exchange.Answer();
    }

    private string? NameOf(MessageDescriptor message, string? fieldPath)
    {
        if (fieldPath is null)
        {
            return null;
        }

        var names = new List<string>();
        foreach (var part in fieldPath.Split('.'))
        {
            var field = message.FindFieldByName(part) ?? throw new InvalidOperationException(
                $"'{fieldPath}' is no field of {message.FullName}, which [Resumable] of {Descriptor.FullName} names."
                + " Correct it in the contract, and build that.");
            names.Add(_names.Of(field));
            message = field.FieldType == FieldType.Message ? field.MessageType : message;
        }

        return string.Join('.', names);
    }
}
