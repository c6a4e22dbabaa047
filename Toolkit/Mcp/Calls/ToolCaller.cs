using System.Diagnostics.CodeAnalysis;
using CodeFirst.Mcp.Tools;
using CodeFirst.Transcoding;
using Status = Google.Rpc.Status;

namespace CodeFirst.Mcp.Calls;

/// <summary>Calls the method of a tool, and makes the tool's answer of what comes back.</summary>
internal sealed class ToolCaller(TimeProvider clock, ILogger<ToolCaller> logger)
{
    // A page that is too large is asked for again, smaller.
    private const int MostAttempts = 4;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails is logged, and callers are told INTERNAL.")]
    public async ValueTask<ToolResult> CallAsync(ToolCall call, McpToolsOptions options, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        ToolResult result;
        try
        {
            result = call.Tool.Method.Descriptor.IsServerStreaming
                ? await CollectAsync(call, options, cancellationToken)
                : await CallOnceAsync(call, options, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log(call.Tool, "CANCELLED", started);
            throw;
        }
        catch (Exception exception)
        {
            logger.Failed(call.Tool.Name, exception);
            result = Failed(call.Tool, ErrorText.Internal, default);
        }

        Log(call.Tool, result.Status, started);

        return result;
    }

    private static async ValueTask<ToolResult> CallOnceAsync(ToolCall call, McpToolsOptions options, CancellationToken cancellationToken)
    {
        var tool = call.Tool;
        var size = tool.Paging?.SizeIn(call.Arguments, options.MaxPageSize);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await tool.Method.CallAsync(
                new JsonCall
                {
                    Caller = call.Context,
                    Request = ArgumentsJson.Write(tool, call.Arguments, size),
                    Deadline = options.Deadline,
                },
                cancellationToken);
            if (answer.Error is { } error)
            {
                return Failed(tool, error, default);
            }

            if (answer.Message.Length <= options.MaxAnswerBytes)
            {
                return ToolResult.Of(answer.Message);
            }

            var smaller = size is null ? 0 : (int)((long)size.Value * options.MaxAnswerBytes / answer.Message.Length * 3 / 4);
            if (!tool.IsReadOnly || attempt == MostAttempts || smaller < 1)
            {
                return TooLarge(tool, answer.Message.Length, options.MaxAnswerBytes);
            }

            size = smaller;
        }
    }

    private static async ValueTask<ToolResult> CollectAsync(ToolCall call, McpToolsOptions options, CancellationToken cancellationToken)
    {
        var collected = new StreamCollector(call.Tool.Method, options);
        using var time = new CancellationTokenSource(options.MaxStreamTime);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        JsonAnswer? answer = null;
        try
        {
            answer = await call.Tool.Method.CallAsync(
                new JsonCall
                {
                    Caller = call.Context,
                    Request = ArgumentsJson.Write(call.Tool, call.Arguments, pageSize: null),
                    OnMessage = async message =>
                    {
                        var goesOn = collected.Add(message);
                        if (goesOn && call.Progress is { } tell)
                        {
                            await tell(collected.Count);
                        }

                        return goesOn;
                    },
                },
                end.Token);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            collected.Stop(StreamCollector.TimeLimit);
        }

        if (answer?.Error is { } error)
        {
            // What came before the error is true all the same.
            return Failed(call.Tool, error, collected.Count > 0 ? collected.Write(isComplete: false) : default);
        }

        return collected.IsTooLarge
            ? TooLarge(call.Tool, collected.LargestMessage, options.MaxAnswerBytes)
            : ToolResult.Of(collected.Write());
    }

    private static ToolResult Failed(ContractTool tool, Status error, ReadOnlyMemory<byte> json) =>
        new(ErrorText.NameOf(error), json, ErrorText.Of(error, tool));

    private static ToolResult TooLarge(ContractTool tool, int length, int limit) =>
        new("ANSWER_TOO_LARGE", default, ErrorText.TooLarge(tool, length, limit));

    private void Log(ContractTool tool, string status, long started)
    {
        var level = tool.IsReadOnly && status == ToolResult.Ok ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            logger.Called(level, tool.Name, status, (long)clock.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}
