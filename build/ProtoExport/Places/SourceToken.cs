namespace CodeFirst.ProtoExport.Places;

/// <summary>A word or sign of a C# file.</summary>
/// <param name="Text">The word, or one sign; <c>=&gt;</c> and comparisons are one.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="IsWord">Whether it is a name or keyword.</param>
/// <param name="IsConditional">Whether it stands between <c>#if</c> and <c>#endif</c>.</param>
internal readonly record struct SourceToken(string Text, int Line, int Column, bool IsWord, bool IsConditional)
{
    public bool Is(string text) => Text == text;
}
