using System.Globalization;
using System.Text;
using CodeFirst.Mcp.Tools;
using Google.Rpc;
using Status = Google.Rpc.Status;

namespace CodeFirst.Mcp.Calls;

/// <summary>Writes errors so that a model can correct itself: what failed, which fields are wrong, and what to do.</summary>
internal static class ErrorText
{
    /// <summary>Gets the error of whatever is not for callers.</summary>
    public static Status Internal { get; } = new() { Code = (int)Code.Internal };

    public static string Of(Status error, ContractTool tool)
    {
        var code = (Code)error.Code;
        if (IsMute(code))
        {
            return $"{NameOf(error)}: The service failed. {WhatToDo(code, error, tool)}";
        }

        var text = new StringBuilder(NameOf(error));
        if (Find<ErrorInfo>(error) is { Reason.Length: > 0 } info && info.Reason != NameOf(error))
        {
            text.Append(CultureInfo.InvariantCulture, $" ({info.Reason})");
        }

        text.Append(CultureInfo.InvariantCulture, $": {MessageOf(error, tool)}");
        foreach (var violation in Find<BadRequest>(error)?.FieldViolations ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {violation.Field}: {violation.Description}");
        }

        foreach (var violation in Find<PreconditionFailure>(error)?.Violations ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {violation.Subject}: {violation.Description}");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{WhatToDo(code, error, tool)}").ToString();
    }

    /// <summary>Returns the error of an answer that is over the limit.</summary>
    public static string TooLarge(ContractTool tool, int length, int limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"ANSWER_TOO_LARGE: The answer has {length} bytes of JSON, and this tool answers with at most {limit}.")
        + (tool.IsReadOnly ? " " : " The call was made all the same: do not repeat it. ")
        + (tool.Paging is null
            ? "Ask for less, if the arguments allow it."
            : $"Ask for less: a smaller {tool.Paging.SizeName}, or a narrower filter.");

    /// <summary>Returns the name of the status, such as NOT_FOUND.</summary>
    public static string NameOf(Status error) => Enum.IsDefined((Code)error.Code)
        ? System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(((Code)error.Code).ToString())
        : "UNKNOWN";

    // What went wrong inside is not for callers, whatever the service says about it.
    private static bool IsMute(Code code) => code is Code.Internal or Code.Unknown or Code.DataLoss;

    // The messages of a stream are sent as lines.
    private static string MessageOf(Status error, ContractTool tool) =>
        tool.Method.Descriptor.IsClientStreaming && error.Message.StartsWith("Line ", StringComparison.Ordinal)
            ? $"Message {error.Message["Line ".Length..]}"
            : error.Message;

    private static string WhatToDo(Code code, Status error, ContractTool tool)
    {
        var again = tool.IsIdempotent
            ? "It is safe to call again."
            : "It may have been done: check that before you call again.";

        return code switch
        {
            Code.InvalidArgument or Code.OutOfRange => "Correct the arguments, and call again.",
            Code.NotFound => "Check the arguments that identify it; the same call fails again.",
            Code.AlreadyExists => "Use what exists, or other values; the same call fails again.",
            Code.FailedPrecondition => "Change what is in the way first; until then, the same call fails again.",
            Code.Aborted => "Read the current state, and call again with it.",
            Code.Unauthenticated => "The client has no valid token. Ask the user to sign in; the same call fails again.",
            Code.PermissionDenied => "The user may not do this; the same call fails again.",
            Code.ResourceExhausted => $"A limit is reached. Call again {After(error)}.",
            Code.Unavailable => $"The service cannot be reached at present. Call again {After(error)}. {again}",
            Code.DeadlineExceeded => $"The call took too long. {again}",
            Code.Cancelled => again,
            Code.Unimplemented => "The service does not offer this; the same call fails again.",
            _ => $"The arguments are not to blame; the cause is in the log of the service. {again}",
        };
    }

    private static string After(Status error) =>
        Find<RetryInfo>(error)?.RetryDelay?.ToTimeSpan() is { } delay && delay > TimeSpan.Zero
            ? string.Create(CultureInfo.InvariantCulture, $"in {Math.Ceiling(delay.TotalSeconds)} s")
            : "later";

    private static T? Find<T>(Status error)
        where T : class, Google.Protobuf.IMessage<T>, new()
    {
        foreach (var detail in error.Details)
        {
            if (detail.TryUnpack<T>(out var found))
            {
                return found;
            }
        }

        return null;
    }
}
