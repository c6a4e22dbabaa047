namespace CodeFirst.Tests.Interop.Served.Invented;

/// <summary>Names types that a member or a method of the contract may have.</summary>
internal sealed class RandomTypes(Choice choice)
{
    private static readonly string[] Integers = ["int", "uint", "long", "ulong", "short", "ushort", "byte", "sbyte"];
    private static readonly string[] Values = [.. Integers, "bool", "char", "float", "double", "decimal", "Guid", "DateTime", "TimeSpan"];
    private static readonly string[] Days = ["DateOnly", "TimeOnly"];
    private static readonly string[] Texts = ["string", "string", "byte[]"];
    private static readonly string[] Foreign = ["DateTimeOffset", "object", "Uri", "Half", "Type"];
    private static readonly string[] Lists =
        ["List<{0}>", "{0}[]", "IList<{0}>", "IEnumerable<{0}>", "ICollection<{0}>", "IReadOnlyList<{0}>", "HashSet<{0}>"];

    private static readonly string[] Maps = ["Dictionary<{0}, {1}>", "IDictionary<{0}, {1}>", "SortedDictionary<{0}, {1}>"];

    public List<string> Enums { get; } = [];

    public List<string> Messages { get; } = [];

    /// <summary>A generic message of one parameter.</summary>
    public string Generic { get; set; } = "";

    public static bool IsInteger(string type) => Integers.Contains(type);

    /// <summary>The type of a member.</summary>
    public string OfMember() => choice.Below(20) switch
    {
        < 6 => choice.Of(Values),
        < 8 => choice.Of(Texts),
        < 9 => $"{choice.Of(Values)}?",
        < 10 => choice.Of(Days),
        < 11 when Enums.Count > 0 => $"{choice.Of(Enums)}{choice.Of("", "", "?")}",
        < 13 => Message(),
        < 16 => ListOf(Item()),
        < 18 => Map(Key()),
        < 19 when choice.OneIn(3) => Tuple(),
        19 when choice.OneIn(4) => choice.Of(choice.Of(Foreign), ListOf(ListOf(Item())), $"Dictionary<{Key()}, {ListOf(Item())}>"),
        _ => choice.Of(Values),
    };

    /// <summary>What an rpc takes or returns: mostly a message.</summary>
    public string OfPayload() => choice.Below(16) switch
    {
        0 => ListOf(Item()),
        1 => $"Dictionary<{Key()}, {Item()}>",
        2 => choice.Of("string", "byte[]"),
        3 => choice.Of($"Tuple<{Item()}, {Item()}>", choice.Of(Values), Message()),
        _ => Message(),
    };

    // C# cannot put two keys that it cannot compare into a SortedDictionary.
    private string Map(string key) => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, Messages.Contains(key) ? Maps[0] : choice.Of(Maps), key, Item());

    private string Tuple() => choice.Below(3) switch
    {
        0 => $"({Item()} A, {Item()} B)",
        1 => $"Tuple<{Item()}, {Item()}>",
        _ => $"KeyValuePair<{Key()}, {Item()}>",
    };

    private string Message() => choice.OneIn(6) ? $"{Generic}<{Item()}>" : choice.Of(Messages);

    private string Item() => choice.Below(6) switch
    {
        0 => choice.Of(Texts),
        1 when Enums.Count > 0 => choice.Of(Enums),
        2 or 3 => choice.Of(Messages),
        _ => choice.Of(Values),
    };

    private string Key() => choice.OneIn(5)
        ? choice.Of(["bool", "Guid", "DateTime", "double", choice.Of(Messages), .. Enums])
        : choice.Of([.. Integers, "string"]);

    private string ListOf(string item) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, choice.Of(Lists), item);
}
