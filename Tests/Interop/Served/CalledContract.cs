using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>A contract that was served, and what its callers and the service saw.</summary>
internal sealed class CalledContract(ServedContract contract, IReadOnlySet<string> servedPaths, int callsPerRpc, Random random)
{
    private readonly Dictionary<string, IReadOnlyList<IMessage>> _csharpResults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _csharpErrors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<IMessage>> _csharpExpected = new(StringComparer.Ordinal);

    public ServedContract Contract => contract;

    public IReadOnlyList<Exchange> FromNode { get; } = [.. contract.NewExchanges(random, callsPerRpc)];

    public IReadOnlyList<Exchange> FromCSharp { get; } =
        contract.IsGeneratedCodeValid ? [.. contract.NewExchanges(random, callsPerRpc)] : [];

    /// <summary>What the Node.js program saw, by exchange.</summary>
    public Dictionary<string, JsonNode> NodeResults { get; } = new(StringComparer.Ordinal);

    public async Task CallFromCSharpAsync(CallInvoker server)
    {
        if (FromCSharp.Count == 0)
        {
            return;
        }

        var caller = new ProtocCaller(contract, server);
        await Task.WhenAll(FromCSharp.Select(async exchange =>
        {
            var expected = caller.Expected(exchange).ToList();
            try
            {
                var actual = await caller.CallAsync(exchange);
                lock (_csharpResults)
                {
                    _csharpExpected[exchange.Id] = expected;
                    _csharpResults[exchange.Id] = actual;
                }
            }
            catch (RpcException failure)
            {
                lock (_csharpResults)
                {
                    _csharpErrors[exchange.Id] = failure.Status.Detail;
                }
            }
        }));
    }

    /// <summary>Asserts that the exported files promise what is served, and nothing else.</summary>
    public void CheckPaths()
    {
        contract.ExportedPaths.Should().BeEquivalentTo(servedPaths);
    }

    /// <summary>Asserts that every value crossed between Node.js and the service.</summary>
    public void CheckNode()
    {
        foreach (var exchange in FromNode)
        {
            var method = contract.ExportedAt(exchange.Rpc.Path);
            var result = NodeResults[exchange.Id];
            if (exchange.Unreadable is { } reason)
            {
                CheckUnreadable(exchange, reason, result["error"]?.ToString());
                continue;
            }

            var expected = ServedContract.Seen(method.OutputType, exchange.Rpc.Response, exchange.Responses).Select(NodeValue.AsReceived);

            result["error"]?.ToString().Should().BeNull("{0} must answer", exchange.Rpc.Path);
            var actual = result["responses"]!.AsArray().Select(response => response!);
            TextOf(exchange.Rpc.Response, actual).Should().Be(TextOf(exchange.Rpc.Response, expected), exchange.Rpc.Path);
            CheckReceived(exchange, method);
        }
    }

    /// <summary>Asserts that every value crossed between the generated C# and the service.</summary>
    public void CheckCSharp()
    {
        foreach (var exchange in FromCSharp)
        {
            if (exchange.Unreadable is { } reason)
            {
                CheckUnreadable(exchange, reason, _csharpErrors.GetValueOrDefault(exchange.Id));
                continue;
            }

            _csharpErrors.GetValueOrDefault(exchange.Id).Should().BeNull("{0} must answer", exchange.Rpc.Path);
            var (actual, expected) = (_csharpResults[exchange.Id], _csharpExpected[exchange.Id]);
            if (exchange.Rpc.Response.IsContent)
            {
                (actual, expected) = ([Joined(actual)], [Joined(expected)]);
            }

            actual.Should().Equal(expected, exchange.Rpc.Path);
            CheckReceived(exchange, contract.ExportedAt(exchange.Rpc.Path));
        }
    }

    // A caller of such an rpc has been warned.
    private void CheckUnreadable(Exchange exchange, string reason, string? error)
    {
        contract.Warnings.Should().Contain(warning => warning.Code == "CFP0503" || warning.Code == "CFP0536", reason);

        // protobuf-net.Grpc does not pass on what goes wrong in an IObservable: the call just ends.
        var isObservable = exchange.Rpc.Method.ReturnType is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(IObservable<>);
        if (isObservable)
        {
            exchange.Received.Should().HaveCountLessThan(exchange.Requests.Count, reason);
        }
        else if (exchange.Rpc.Request.IsStream && error?.Length == 0)
        {
            // A caller that still sends when the server gives up may see the call cancelled instead of why.
            exchange.Received.Should().HaveCountLessThan(exchange.Requests.Count, reason);
        }
        else
        {
            error.Should().Contain(reason);
        }
    }

    private static void CheckReceived(Exchange exchange, MethodDescriptor method)
    {
        var request = exchange.Rpc.Request;
        var (sent, received) = (exchange.Requests, (IReadOnlyList<object>)exchange.Received);
        if (request.IsEmpty)
        {
            sent = [];
        }
        else if (request.IsContent)
        {
            sent = [sent.SelectMany(piece => (byte[])piece).ToArray()];
        }

        exchange.CalledPath.Should().Be(exchange.Rpc.Path);

        // What .NET itself adds or loses when it reads its own bytes, such as the items that a list starts with, the exporter warns of.
        var expected = sent.Select(message => request.Read(request.Write(message)));
        ServedContract.Seen(method.InputType, request, received).Select(message => message.ToString())
            .Should().Equal(
                ServedContract.Seen(method.InputType, request, expected).Select(message => message.ToString()),
                exchange.Rpc.Path);
    }

    // A stream of bytes may arrive in other pieces.
    private static string TextOf(Payload payload, IEnumerable<JsonNode> messages) => payload.IsContent
        ? Convert.ToHexString([.. messages.SelectMany(message => Convert.FromBase64String((string)message["value"]!["$bytes"]!))])
        : string.Join('\n', messages.Select(Sorted));

    private static BytesValue Joined(IEnumerable<IMessage> pieces) =>
        new() { Value = ByteString.CopyFrom([.. pieces.Cast<BytesValue>().SelectMany(piece => piece.Value)]) };

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } special when special.First().Key == "$number" => (string)special.First().Value!,
        JsonObject message => $"{{{string.Join(',', message.Select(FieldText).Order(StringComparer.Ordinal))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Sorted))}]",
        null => "null",
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => NumberText(value),
        _ => node.ToJsonString(),
    };

    private static string FieldText(KeyValuePair<string, JsonNode?> field) =>
        $"{(field.Key == NodeValue.ZeroKey ? "0" : field.Key)}:{Sorted(field.Value)}";

    private static string NumberText(JsonValue number) =>
        double.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
            .ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
