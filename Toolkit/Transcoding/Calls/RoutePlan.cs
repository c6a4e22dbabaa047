using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Routes;
using CodeFirst.Transcoding.Streams;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Calls;

/// <summary>How a route is answered. What reads and writes its messages is made when the route is first called.</summary>
internal sealed class RoutePlan
{
    private readonly Lazy<RequestAssembler> _requests;
    private readonly Lazy<AnswerWriter> _answers;
    private readonly Lazy<RowForm> _rows;

    public RoutePlan(HttpRoute route, MessageTexts texts, CallParts parts)
    {
        Route = route;
        Parts = parts;
        MethodPath = ContractDescriptors.PathOf(route.Method);
        _requests = new(() => new RequestAssembler(route, texts, parts.Options));
        _answers = new(() => new AnswerWriter(route, new ResponseText(route, texts), parts.Options));
        _rows = new(() => new RowForm(route, new ResponseText(route, texts)));
        Metadata = new TranscodedMethodMetadata(MethodPath, route.ToString(), Method.IsServerStreaming);
    }

    public HttpRoute Route { get; }

    public MethodDescriptor Method => Route.Method;

    /// <summary>Gets whether messages are streamed, in whichever direction.</summary>
    public bool IsStream => Method.IsServerStreaming || Method.IsClientStreaming;

    /// <summary>Gets the path of the method over gRPC.</summary>
    public string MethodPath { get; }

    public RequestAssembler Requests => _requests.Value;

    public AnswerWriter Answers => _answers.Value;

    public RowForm Rows => _rows.Value;

    public CallParts Parts { get; }

    public TranscodedMethodMetadata Metadata { get; }

    /// <summary>Gets the verbs that the route answers.</summary>
    public IEnumerable<string> Verbs =>
        Route.Verb == HttpMethods.Get && !Method.IsServerStreaming ? [HttpMethods.Get, HttpMethods.Head] : [Route.Verb];
}
