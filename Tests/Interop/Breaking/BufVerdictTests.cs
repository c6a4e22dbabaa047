using System.Reflection;
using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Breaking.Rules;
using CsCheck;
using Google.Protobuf.Reflection;
using Idempotency = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>Our verdict on a change against that of buf breaking, rule by rule.</summary>
public sealed class BufVerdictTests
{
    private const int Pairs = 300;

    // What buf asks for only at FILE, and we at every level: a call of what is gone fails on every wire.
    private static readonly string[] Stricter = ["RPC_NO_DELETE", "SERVICE_NO_DELETE"];

    // What buf reports for any change, and we only for a weaker promise: a stronger one is an addition for callers.
    private const string Promises = "RPC_SAME_IDEMPOTENCY_LEVEL";

    private static readonly Idempotency[] WeakestFirst =
        [Idempotency.IdempotencyUnknown, Idempotency.Idempotent, Idempotency.NoSideEffects];

    private static readonly IReadOnlyList<BreakingRule> Rules =
    [
        .. new[] { typeof(FileRules), typeof(MessageRules), typeof(FieldRules), typeof(EnumRules), typeof(ServiceRules) }
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Select(property => (BreakingRule)property.GetValue(null)!),
    ];

    [TestCase("WIRE")]
    [TestCase("WIRE_JSON")]
    [TestCase("FILE")]
    public async Task The_rules_of_a_level_are_those_of_buf(string level)
    {
        var theirs = await BufBreaking.RulesAsync(level);

        var ours = Rules.Where(rule => rule.Levels.HasFlag(LevelOf(level))).Select(rule => rule.Name);

        ours.Should().BeEquivalentTo(theirs.Union(Stricter));
    }

    [Test]
    public void Random_changes_are_judged_as_buf_judges_them()
    {
        Gen.Int[0, int.MaxValue - 1].Array[150].Array[Pairs].Sample(
            tapes => CompareAsync(tapes).GetAwaiter().GetResult(),
            iter: 1,
            threads: 1);
    }

    private static async Task CompareAsync(int[][] tapes)
    {
        var pairs = tapes.Select((tape, index) => Change($"p{index}", new Choices(tape))).ToList();
        var before = new FileDescriptorSet { File = { pairs.SelectMany(pair => pair.Before) } };
        var after = new FileDescriptorSet { File = { pairs.SelectMany(pair => pair.After) } };

        var disagreements = new List<string>();
        foreach (var level in new[] { "WIRE", "WIRE_JSON", "FILE" })
        {
            var findings = (await BufBreaking.CompareAsync(before, after, level)).Where(IsNoEntry)
                .ToLookup(finding => finding.File.Split('.', '_')[0], finding => finding.Rule);
            findings.Count.Should().BeInRange(pairs.Count / 4, pairs.Count - 1, "a test needs both verdicts");
            foreach (var pair in pairs)
            {
                var theirs = findings[pair.Name].Distinct().Where(rule => rule != Promises || TakesAPromiseBack(pair))
                    .Order(StringComparer.Ordinal).ToList();
                var ours = Judge(pair, level).Distinct().Where(rule => level == "FILE" || !Stricter.Contains(rule))
                    .Order(StringComparer.Ordinal).ToList();
                if (!ours.SequenceEqual(theirs))
                {
                    disagreements.Add(
                        $"{level}, {pair.Name}: {pair.Changes}\n  buf:  {string.Join(' ', theirs)}\n  ours: {string.Join(' ', ours)}");
                }
            }
        }

        disagreements.Should().BeEmpty();
    }

    private static IEnumerable<string> Judge(Pair pair, string level) => BreakingChanges
        .Between(
            new FileDescriptorSet { File = { pair.Before } }, new FileDescriptorSet { File = { pair.After } }, LevelOf(level), _ => null)
        .Select(problem => Rules.Single(rule => rule.Code == problem.Code).Name);

    private static bool TakesAPromiseBack(Pair pair)
    {
        var after = Methods(pair.After).ToDictionary(method => method.Name, method => method.Level);
        return Methods(pair.Before).Any(method => after.TryGetValue(method.Name, out var level)
            && Array.IndexOf(WeakestFirst, level) < Array.IndexOf(WeakestFirst, method.Level));
    }

    private static IEnumerable<(string Name, Idempotency Level)> Methods(IEnumerable<FileDescriptorProto> files) =>
        from file in files
        from service in file.Service
        from method in service.Method
        select ($"{file.Package}.{service.Name}/{method.Name}", method.Options?.IdempotencyLevel ?? default);

    private static Pair Change(string name, Choices choices)
    {
        var before = ModelGenerator.Make(name, choices);
        var after = before.Copy();
        var changes = new List<string>();
        for (var count = 1 + choices.Below(3); count > 0; count--)
        {
            changes.Add(Mutations.Apply(after, choices));
        }

        return new Pair(
            name,
            string.Join(", ", changes),
            [.. new ModelDescriptor(before, name).Files()],
            [.. new ModelDescriptor(after, name).Files()]);
    }

    // The entry message of a map comes and goes with its field, which is told.
    private static bool IsNoEntry((string File, string Rule, string Message) finding) =>
        finding.Rule != "MESSAGE_NO_DELETE" || !finding.Message.Contains("Entry\"", StringComparison.Ordinal);

    private static BreakingLevels LevelOf(string level) => level switch
    {
        "WIRE" => BreakingLevels.Wire,
        "WIRE_JSON" => BreakingLevels.WireJson,
        _ => BreakingLevels.Files,
    };

    private sealed record Pair(
        string Name, string Changes, IReadOnlyList<FileDescriptorProto> Before, IReadOnlyList<FileDescriptorProto> After);
}
