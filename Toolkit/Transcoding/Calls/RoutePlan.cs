using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Routes;
using CodeFirst.Transcoding.Streams;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Calls;

/// <summary>How a route is answered, made once.</summary>
internal sealed class RoutePlan
{
    public RoutePlan(HttpRoute route, ResponseText text, RequestAssembler requests, CallParts parts)
    {
        Route = route;
        Requests = requests;
        Parts = parts;
        MethodPath = ContractDescriptors.PathOf(route.Method);
        Answers = new AnswerWriter(route, text, parts.Options);
        Rows = new RowForm(route, text);
        Metadata = new TranscodedMethodMetadata(MethodPath, route.ToString(), Method.IsServerStreaming);
    }

    public HttpRoute Route { get; }

    public MethodDescriptor Method => Route.Method;

    /// <summary>Gets whether messages are streamed, in whichever direction.</summary>
    public bool IsStream => Method.IsServerStreaming || Method.IsClientStreaming;

    /// <summary>Gets the path of the method over gRPC.</summary>
    public string MethodPath { get; }

    public RequestAssembler Requests { get; }

    public AnswerWriter Answers { get; }

    public RowForm Rows { get; }

    public CallParts Parts { get; }

    public TranscodedMethodMetadata Metadata { get; }

    /// <summary>Gets the verbs that the route answers.</summary>
    public IEnumerable<string> Verbs =>
        Route.Verb == HttpMethods.Get && !Method.IsServerStreaming ? [HttpMethods.Get, HttpMethods.Head] : [Route.Verb];
}
