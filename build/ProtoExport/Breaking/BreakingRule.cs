namespace CodeFirst.ProtoExport.Breaking;

/// <summary>One rule of what must not change.</summary>
/// <param name="Code">Its stable id, explained in build/README.md.</param>
/// <param name="Name">What buf breaking calls it.</param>
/// <param name="Levels">The levels that ask for it.</param>
/// <param name="Fix">The way out, a sentence; {0} is what the rule's check fills in.</param>
internal sealed record BreakingRule(string Code, string Name, BreakingLevels Levels, string Fix);
