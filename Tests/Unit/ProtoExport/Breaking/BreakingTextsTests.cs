using CodeFirst.ProtoExport.Breaking;

namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

/// <summary>What the gate says of each change, word by word, at the strictest level and on the wire: texts.txt has it for reviewers.</summary>
public sealed class BreakingTextsTests
{
    [Test]
    public void Every_report_reads_as_it_was_reviewed()
    {
        var changes = BreakingExamples.All.Select(example => (example.Rule, example.Before, example.After)).Concat(BreakingTexts.All);
        var told = string.Concat(changes.SelectMany(change => Lines(change)).Select(line => line + '\n'));
        var path = Path.Combine(Repository.Root, "Tests", "Unit", "ProtoExport", "Breaking", "texts.txt");
        if (told != File.ReadAllText(path))
        {
            var copy = Path.Combine(TestContext.CurrentContext.WorkDirectory, "texts.txt");
            File.WriteAllText(copy, told);
            Assert.Fail($"The reports have changed: compare {copy} with {path}, and copy it there if it is better.");
        }
    }

    private static IEnumerable<string> Lines((string Name, string Before, string After) change)
    {
        var (released, current) = (Compiled.Shop(change.Before), Compiled.Shop(change.After));
        var onWire = Told(BreakingLevels.Wire);
        yield return change.Name;
        foreach (var line in Told(BreakingLevels.Files))
        {
            yield return $"  {line}{(onWire.Remove(line) ? " Also on the wire." : "")}";
        }

        foreach (var line in onWire)
        {
            yield return $"  on the wire: {line}";
        }

        List<string> Told(BreakingLevels level) =>
            [.. BreakingChanges.Between(released, current, level, _ => null).Select(problem => $"{problem.Where}: {problem.What}")];
    }
}
