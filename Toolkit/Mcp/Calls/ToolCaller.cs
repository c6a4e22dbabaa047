using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using CodeFirst.Mcp.Tools;
using CodeFirst.Transcoding;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Status = Google.Rpc.Status;

namespace CodeFirst.Mcp.Calls;

/// <summary>Calls the method of a tool, and makes the tool's answer of what comes back.</summary>
internal sealed class ToolCaller(TimeProvider clock, ILogger<ToolCaller> logger)
{
    // A page that is too large is asked for again, smaller.
    private const int MostAttempts = 4;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails is logged, and callers are told INTERNAL.")]
    public async ValueTask<CallToolResult> CallAsync(
        ContractTool tool,
        RequestContext<CallToolRequestParams> request,
        McpToolsOptions options,
        HttpContext? context,
        CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        CallToolResult result;
        string status;
        try
        {
            (result, status) = tool.Method.Descriptor.IsServerStreaming
                ? await CollectAsync(tool, request, options, context, cancellationToken)
                : await CallOnceAsync(tool, request, options, context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.Called(tool.Name, "CANCELLED", Elapsed(started));
            throw;
        }
        catch (Exception exception)
        {
            logger.Failed(tool.Name, exception);
            (result, status) = Failed(tool, ErrorText.Internal);
        }

        logger.Called(tool.Name, status, Elapsed(started));

        return result;
    }

    private static async ValueTask<(CallToolResult Result, string Status)> CallOnceAsync(
        ContractTool tool,
        RequestContext<CallToolRequestParams> request,
        McpToolsOptions options,
        HttpContext? context,
        CancellationToken cancellationToken)
    {
        var arguments = request.Params.Arguments ?? new Dictionary<string, JsonElement>();
        var size = tool.Paging?.SizeIn(arguments, options.MaxPageSize);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await tool.Method.CallAsync(
                new JsonCall
                {
                    Caller = context,
                    Request = ArgumentsJson.Write(tool, arguments, size),
                    Deadline = options.Deadline,
                },
                cancellationToken);
            if (answer.Error is { } error)
            {
                return Failed(tool, error);
            }

            if (answer.Message.Length <= options.MaxAnswerBytes)
            {
                return (Succeeded(answer.Message), "OK");
            }

            var smaller = size is null ? 0 : (int)((long)size.Value * options.MaxAnswerBytes / answer.Message.Length * 3 / 4);
            if (!tool.IsReadOnly || attempt == MostAttempts || smaller < 1)
            {
                return TooLarge(tool, answer.Message.Length, options.MaxAnswerBytes);
            }

            size = smaller;
        }
    }

    private static async ValueTask<(CallToolResult Result, string Status)> CollectAsync(
        ContractTool tool,
        RequestContext<CallToolRequestParams> request,
        McpToolsOptions options,
        HttpContext? context,
        CancellationToken cancellationToken)
    {
        var progress = request.Params.ProgressToken;
        using var collected = new StreamCollector(tool.Method, options);
        using var time = new CancellationTokenSource(options.MaxStreamTime);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        JsonAnswer? answer = null;
        try
        {
            answer = await tool.Method.CallAsync(
                new JsonCall
                {
                    Caller = context,
                    Request = ArgumentsJson.Write(
                        tool, request.Params.Arguments ?? new Dictionary<string, JsonElement>(), pageSize: null),
                    OnMessage = async message =>
                    {
                        var goesOn = collected.Add(message);
                        if (progress is { } token)
                        {
                            await request.Server.NotifyProgressAsync(token, collected.Progress, cancellationToken: cancellationToken);
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

        if (answer?.Error is not { } error)
        {
            return collected.IsTooLarge
                ? TooLarge(tool, collected.LargestMessage, options.MaxAnswerBytes)
                : (Succeeded(collected.Write()), "OK");
        }

        var (result, status) = Failed(tool, error);
        if (collected.Count > 0)
        {
            // What came before the error is true all the same.
            result.Content.Add(new TextContentBlock { Text = Encoding.UTF8.GetString(collected.Write(isComplete: false).Span) });
        }

        return (result, status);
    }

    private static CallToolResult Succeeded(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var isObject = document.RootElement.ValueKind == JsonValueKind.Object;
        var text = Encoding.UTF8.GetString(json.Span);
        if (isObject)
        {
            return Of(text, document.RootElement.Clone());
        }

        using var wrapped = JsonDocument.Parse($"{{\"{ToolSchemas.Value}\":{text}}}");

        return Of(wrapped.RootElement.GetRawText(), wrapped.RootElement.Clone());

        static CallToolResult Of(string text, JsonElement content) =>
            new() { Content = [new TextContentBlock { Text = text }], StructuredContent = content };
    }

    private static (CallToolResult Result, string Status) Failed(ContractTool tool, Status error) => (
        new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = ErrorText.Of(error, tool) }] },
        ErrorText.NameOf(error));

    private static (CallToolResult Result, string Status) TooLarge(ContractTool tool, int length, int limit) => (
        new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = ErrorText.TooLarge(tool, length, limit) }] },
        "ANSWER_TOO_LARGE");

    private long Elapsed(long started) => (long)clock.GetElapsedTime(started).TotalMilliseconds;
}
