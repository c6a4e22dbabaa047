using System.Globalization;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Names the values of an enum that have no name for the wire: COLOR_RED for Color.Red, always, so that an enum that is added later
/// renames nothing; or as in C#, if the project asks for it.
/// </summary>
/// <param name="enum">The name of the enum.</param>
/// <param name="form">The form of the names.</param>
/// <param name="given">The names that the author gave.</param>
/// <param name="isTaken">Whether something else in the file has a name.</param>
internal sealed class EnumValueNames(string @enum, EnumNameForm form, IEnumerable<string> given, Func<string, bool> isTaken)
{
    private readonly HashSet<string> _taken = [.. given.Select(name => EnumNameRules.Bare(name, @enum))];

    /// <summary>The name that the value has if it is free.</summary>
    public string Wanted(string name) => form == EnumNameForm.CSharp ? Naming.ToIdentifier(name) : Prefixed(name);

    /// <summary>A name for a value that no other value has.</summary>
    public string Of(string name, int number)
    {
        var prefixed = Prefixed(name);
        var suffix = Math.Abs((long)number).ToString(CultureInfo.InvariantCulture);
        var numbered = $"{prefixed}_{(number < 0 ? "MINUS_" : "")}{suffix}";
        string[] candidates = [Wanted(name), prefixed, numbered];
        var free = candidates.FirstOrDefault(IsFree);
        while (free is null)
        {
            numbered += "_X";
            free = IsFree(numbered) ? numbered : null;
        }

        _taken.Add(EnumNameRules.Bare(free, @enum));
        return free;
    }

    private bool IsFree(string name) => !isTaken(name) && !_taken.Contains(EnumNameRules.Bare(name, @enum));

    private string Prefixed(string name)
    {
        var prefix = Naming.UpperSnakeCase(@enum);
        var snake = Naming.UpperSnakeCase(name);
        return snake.StartsWith($"{prefix}_", StringComparison.Ordinal) ? snake : $"{prefix}_{snake}";
    }
}
