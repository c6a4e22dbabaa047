using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Names the fields of one message, in the order of their numbers. Names are not on the wire, so one that proto does not allow or that an
/// earlier field has is changed, and a member that is added later renames none before it.
/// </summary>
internal sealed class FieldNames(ProblemList problems)
{
    // Each name, its form in JSON and the entries of a map, by their letters alone: some languages leave case and underscores out.
    private readonly Dictionary<string, bool> _taken = new(StringComparer.Ordinal);

    /// <summary>The name of the next field.</summary>
    /// <param name="wanted">The name that it has in C#, or that the author gave it.</param>
    /// <param name="isGiven">Whether the author gave it. Two such names that clash are told when the message is whole.</param>
    /// <param name="isMap">Whether it is a map, whose entries are a message that has a name.</param>
    /// <param name="number">The number of the field.</param>
    /// <param name="member">The member.</param>
    public string Of(string wanted, bool isGiven, bool isMap, int number, MemberInfo member)
    {
        var name = Naming.ToIdentifier(wanted);
        var isTaken = IsTaken(name, isGiven && name == wanted, isMap);
        for (var suffix = string.Create(CultureInfo.InvariantCulture, $"_{number}"); IsTaken(name, isGiven && name == wanted, isMap);)
        {
            name += suffix;
        }

        if (name != wanted)
        {
            problems.Warn(
                ProblemCodes.MemberRenamed,
                member,
                $"is {name} in the .proto: {wanted} is {(isTaken ? "taken there" : "not a valid name there")}.",
                "To choose another name, use [DataMember(Name = \"...\")].");
        }

        foreach (var form in FormsOf(name, isMap))
        {
            _taken.TryAdd(form, isGiven && name == wanted);
        }

        return name;
    }

    // Given names stay as they are for one another.
    private bool IsTaken(string name, bool isGiven, bool isMap) =>
        FormsOf(name, isMap).Any(form => _taken.TryGetValue(form, out var isOtherGiven) && !(isGiven && isOtherGiven));

    private static string[] FormsOf(string name, bool isMap) =>
        isMap ? [LettersOf(name), LettersOf(Naming.MapEntry(name))] : [LettersOf(name)];

    private static string LettersOf(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
