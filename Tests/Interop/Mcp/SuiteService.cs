using CodeFirst.Tests.Interop.Mcp.Contract;
using Grpc.Core;

namespace CodeFirst.Tests.Interop.Mcp;

/// <summary>Does what the conformance suite expects of its tools.</summary>
internal sealed class SuiteService : Suite.SuiteBase
{
    public override Task<Text> Say(Nothing request, ServerCallContext context) =>
        Task.FromResult(new Text { Text_ = "This is a simple text response for testing." });

    public override Task<Text> Fail(Nothing request, ServerCallContext context) =>
        throw new RpcException(new Status(StatusCode.FailedPrecondition, "This tool intentionally returns an error for testing."));

    public override async Task Count(Nothing request, IServerStreamWriter<Text> responses, ServerCallContext context)
    {
        for (var i = 0; i < 3; i++)
        {
            await responses.WriteAsync(new Text { Text_ = $"{i * 50}" });
        }
    }

    public override Task<Text> Log(Nothing request, ServerCallContext context) => Say(request, context);

    public override Task Stream(Nothing request, IServerStreamWriter<Text> responses, ServerCallContext context) =>
        Count(request, responses, context);

    public override Task<Text> Move(MoveRequest request, ServerCallContext context) => Task.FromResult(new Text { Text_ = request.Name });
}
