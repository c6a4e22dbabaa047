using System.Buffers;
using CodeFirst.Transcoding.Json;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Writes the responses of a route as JSON.</summary>
internal sealed class ResponseText
{
    private readonly HttpRoute _route;
    private readonly MessagePlan _plan;
    private readonly JsonWriteOptions _options;
    private readonly FieldPath? _body;

    public ResponseText(HttpRoute route, MessageTexts texts)
    {
        _route = route;
        _plan = texts.Plans.Of(route.Method.OutputType);
        _options = texts.WriteOptions;
        _body = route.ResponseBody.Length > 0 ? FindField(route.ResponseBody) : null;
    }

    /// <exception cref="RpcException">
    /// INTERNAL: the bytes are not the message that the contract says, or it has no form in JSON.
    /// </exception>
    public void Write(ReadOnlyMemory<byte> message, IBufferWriter<byte> json)
    {
        try
        {
            JsonWriter.Write(_plan, new ReadOnlySequence<byte>(message), json, _options, _body);
        }
        catch (MalformedMessageException exception)
        {
            throw Unwritable(exception);
        }
    }

    /// <summary>Returns the value of a field as text; empty if it is not sent.</summary>
    /// <exception cref="RpcException">INTERNAL: as above.</exception>
    public static string TextOf(ReadOnlyMemory<byte> message, FieldPath field)
    {
        try
        {
            return JsonWriter.TextOf(new ReadOnlySequence<byte>(message), field) ?? "";
        }
        catch (MalformedMessageException exception)
        {
            throw Unwritable(exception);
        }
    }

    /// <summary>Returns a field of the response that the contract names; throws if there is none.</summary>
    public FieldPath FindField(string name) => _plan.FindPath(name) ?? throw new InvalidOperationException(
        $"'{name}' is no field of {_route.Method.OutputType.FullName}, the response of {_route.Method.FullName}."
        + " Correct it in the contract, and build that.");

    /// <summary>Returns a field of text that is there by convention; null if there is none.</summary>
    public FieldPath? FindText(string name) =>
        _plan.FindPath(name) is { Field: { FieldType: FieldType.String, IsRepeated: false } } field ? field : null;

    private static RpcException Unwritable(MalformedMessageException exception) =>
        new(new Status(StatusCode.Internal, $"The response has no form in JSON: {exception.Message}", exception));
}
