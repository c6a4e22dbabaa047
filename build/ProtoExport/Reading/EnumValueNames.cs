using System.Globalization;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Names the values of an enum that have no name for the wire: COLOR_RED for Color.Red, always, so that an enum that is added later
/// renames nothing.
/// </summary>
/// <param name="enum">The name of the enum.</param>
/// <param name="given">The names that the author gave.</param>
internal sealed class EnumValueNames(string @enum, IEnumerable<string> given)
{
    private readonly HashSet<string> _taken = [.. given.Select(name => EnumNameRules.Bare(name, @enum))];

    public string Of(string name, int number)
    {
        var prefix = Naming.UpperSnakeCase(@enum);
        var snake = Naming.UpperSnakeCase(name);
        var value = snake.StartsWith($"{prefix}_", StringComparison.Ordinal) ? snake : $"{prefix}_{snake}";
        if (_taken.Add(EnumNameRules.Bare(value, @enum)))
        {
            return value;
        }

        var suffix = Math.Abs((long)number).ToString(CultureInfo.InvariantCulture);
        value = $"{value}_{(number < 0 ? "MINUS_" : "")}{suffix}";
        _taken.Add(EnumNameRules.Bare(value, @enum));
        return value;
    }
}
