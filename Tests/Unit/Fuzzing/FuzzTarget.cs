using System.Text;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>Code that reads what others send, and what must hold whatever they send.</summary>
/// <param name="Name">How fuzz.sh calls it.</param>
/// <param name="Run">Reads an input. Every exception that leaves it is a find.</param>
/// <param name="Seeds">Good inputs to begin with.</param>
/// <param name="Pieces">What is put into them.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Run, IReadOnlyList<byte[]> Seeds, IReadOnlyList<string> Pieces)
{
    public static FuzzTarget OfText(string name, Action<string> run, string[] seeds, string[] pieces) =>
        new(name, input => run(Encoding.UTF8.GetString(input)), [.. seeds.Select(Encoding.UTF8.GetBytes)], pieces);

    public override string ToString() => Name;
}
