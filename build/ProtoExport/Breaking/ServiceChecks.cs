using CodeFirst.ProtoExport.Breaking.Rules;
using Google.Protobuf.Reflection;
using Level = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares services of the same full name.</summary>
internal sealed class ServiceChecks(Schema released, Schema current, BreakingReport report, WireNames names)
{
    public void Run()
    {
        foreach (var before in released.Services)
        {
            if (current.Service(before.FullName) is { } after)
            {
                Check(before, after);
            }

            CheckPresence(before);
        }
    }

    private void CheckPresence(Declared<ServiceDescriptorProto> before)
    {
        // A service under another package in the same file is told as the change of the package.
        var file = current.File(before.File.Name);
        if (file is not null && file.Service.Any(service => service.Name == before.Proto.Name))
        {
            return;
        }

        // The wire knows no files. At FILE, a file that is gone tells it all.
        var isGone = report.Asks(BreakingLevels.Files) ? file is not null : current.Service(before.FullName) is null;
        if (isGone)
        {
            var fix = $"\"{before.FullName}\"";
            report.Add(ServiceRules.ServiceNoDelete, before.FullName, $"was removed from {before.File.Name}", fix);
        }
    }

    private void Check(Declared<ServiceDescriptorProto> before, Declared<ServiceDescriptorProto> after)
    {
        foreach (var method in before.Proto.Method)
        {
            if (after.Proto.Method.FirstOrDefault(candidate => candidate.Name == method.Name) is { } same)
            {
                Check(method, same, names.Of(same, $"{before.FullName}/{method.Name}"));
            }
            else
            {
                var where = names.Of(after.Proto, $"{before.FullName}/{method.Name}");
                report.Add(ServiceRules.RpcNoDelete, where, "was removed: calls would fail with UNIMPLEMENTED", $"\"{method.Name}\"");
            }
        }
    }

    private void Check(MethodDescriptorProto before, MethodDescriptorProto after, WireName where)
    {
        new RouteChecks(report).Check(before, after, where);
        new ToolChecks(report).Check(before, after, where);
        if (before.InputType != after.InputType)
        {
            report.Add(
                ServiceRules.RpcSameRequestType, where, $"changed its request from {before.InputType[1..]} to {after.InputType[1..]}");
        }

        if (before.OutputType != after.OutputType)
        {
            report.Add(
                ServiceRules.RpcSameResponseType, where, $"changed its response from {before.OutputType[1..]} to {after.OutputType[1..]}");
        }

        if (before.ClientStreaming != after.ClientStreaming)
        {
            report.Add(ServiceRules.RpcSameClientStreaming, where, $"{Streaming(after.ClientStreaming)} requests");
        }

        if (before.ServerStreaming != after.ServerStreaming)
        {
            report.Add(ServiceRules.RpcSameServerStreaming, where, $"{Streaming(after.ServerStreaming)} responses");
        }

        var was = before.Options?.IdempotencyLevel ?? default;
        var @is = after.Options?.IdempotencyLevel ?? default;
        if (Strength(@is) < Strength(was))
        {
            report.Add(
                ServiceRules.RpcSameIdempotencyLevel,
                where,
                $"weakened what it promises to callers that retry: idempotency_level was {Word(was)}, and now is {Word(@is)}",
                was == Level.NoSideEffects ? "[NoSideEffects]" : "[Idempotent]");
        }
    }

    // Unlike buf, which reports any change: a caller that knows nothing of a new promise loses nothing by it.
    private static int Strength(Level level) => level switch
    {
        Level.NoSideEffects => 2,
        Level.Idempotent => 1,
        _ => 0,
    };

    private static string Word(Level level) => level switch
    {
        Level.NoSideEffects => "NO_SIDE_EFFECTS",
        Level.Idempotent => "IDEMPOTENT",
        _ => "IDEMPOTENCY_UNKNOWN",
    };

    private static string Streaming(bool starts) => starts ? "now streams its" : "no longer streams its";
}
