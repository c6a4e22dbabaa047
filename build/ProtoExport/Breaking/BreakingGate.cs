using System.Globalization;
using CodeFirst.ProtoExport.Output;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Stands between a contract and its files: what breaks callers of the released contract does not pass.</summary>
internal static class BreakingGate
{
    /// <summary>Adds a problem for each break. Returns what else there is to say.</summary>
    public static IReadOnlyList<string> Pass(ExportOptions options, Exported exported, ProblemList problems)
    {
        if (options.Baseline.Length == 0 || options.Rules == BreakingLevels.Off)
        {
            return [];
        }

        if (!File.Exists(options.Baseline))
        {
            return [$"[gate] No contract is released: {options.Baseline} does not exist. `dotnet build -t:AcceptContract` creates it."];
        }

        foreach (var problem in BreaksOf(options, exported))
        {
            problems.Add(problem);
        }

        return [];
    }

    /// <summary>Makes the contract the released one. Returns what callers lose by it.</summary>
    public static IReadOnlyList<string> Accept(ExportOptions options, Exported exported)
    {
        if (options.Baseline.Length == 0)
        {
            throw new ExportException(ProblemCodes.BadOptions, "baseline", "is not set.", "Say which file holds the released contract.");
        }

        var breaks = AcceptedBreaks(options, exported);
        var content = ReleasedContract.Bytes(exported.Descriptors);
        if (OutputFile.Has(options.Baseline, content))
        {
            return [$"[accepted] {options.Baseline} already is the released contract: {Size(exported.Descriptors)}."];
        }

        OutputFile.Write(options.Baseline, content);
        return
        [
            $"[accepted] {options.Baseline} is the released contract now: {Size(exported.Descriptors)}.",
            .. breaks.Select(problem => $"[accepted] {problem.Code} {problem.Where}: {problem.What}"),
        ];
    }

    // Accepting replaces a damaged baseline.
    private static IReadOnlyList<Problem> AcceptedBreaks(ExportOptions options, Exported exported)
    {
        try
        {
            return File.Exists(options.Baseline) ? BreaksOf(options, exported) : [];
        }
        catch (ExportException failure) when (failure.Problem.Code == ProblemCodes.UnreadableBaseline)
        {
            return [failure.Problem];
        }
    }

    private static IReadOnlyList<Problem> BreaksOf(ExportOptions options, Exported exported) => BreakingChanges.Between(
        ReleasedContract.Read(options.Baseline), exported.Descriptors, options.Rules, exported.MemberOf);

    private static string Size(FileDescriptorSet descriptors)
    {
        var schema = new Schema(descriptors);
        var services = string.Join(", ", schema.Services.Select(service => service.FullName));
        var rpcs = schema.Services.Sum(service => service.Proto.Method.Count);
        var messages = schema.Messages.Count(message => message.Proto.Options is not { MapEntry: true });
        return string.Create(
            CultureInfo.InvariantCulture, $"{services}; rpcs: {rpcs}, messages: {messages}, enums: {schema.Enums.Count}");
    }
}
