using System.Globalization;
using System.Text;
using CsCheck;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>
/// A filter as the tests understand it: how it may be written, and which users it matches. Shares no code with the server.
/// </summary>
internal sealed record UserExpression(string Text, int Precedence, Func<FilteredUser, bool> IsMatch)
{
    private const int OfAnd = 0;
    private const int OfOr = 1;
    private const int OfSimple = 2;

    // Few letters, so that matches happen; a pair that UTF-16 and code points order differently; both ends of prefix ranges.
    public static Gen<string> Word { get; } = Gen.OneOf(
        "a", "A", "b", "B", "é", "É", "%", "_", "*", "\\", "'", "\"", "-", " ", "(", ":", "\uD7FF", "\uE000", "\uFB00", "\U0001F600",
        "\U0010FFFF").Array[0, 4].Select(string.Concat);

    private static Gen<string> TextField { get; } = Gen.OneOf("id", "name", "email", "role");

    private static Gen<string> TimeField { get; } = Gen.OneOf("created_at", "updated_at");

    private static Gen<string> Comparison { get; } = Gen.OneOf("=", "!=", "<", "<=", ">", ">=");

    // Behind the properties that it uses: they are made in this order.
    private static Gen<UserExpression> Leaf { get; } = Gen.Frequency(
        (1, Gen.Select(Word, Gen.Bool, Bare)),
        (3, Gen.Select(TextField, Gen.OneOf(Comparison, Gen.Const(":")), Word, Gen.Bool, Order)),
        (3, Gen.Select(TextField, Gen.OneOf("=", "!="), Word, Gen.Int[1, 3], Wildcard)),
        (2, Gen.Select(TimeField, Comparison, Gen.Int[-20, 20], Gen.Int[-14, 14], Time)),
        (1, Gen.OneOf(TextField, TimeField).Select(Has)));

    public static Gen<UserExpression> Any(int depth) => Of(Leaf, depth);

    /// <summary>Searches for words, in combinations of which an index of words can answer some.</summary>
    public static Gen<UserExpression> Search(Gen<string> word, int depth) => Of(
        Gen.Frequency(
            (2, Gen.Select(word, Gen.Bool, Bare)),
            (2, Gen.Select(Gen.OneOf("name", "email"), Gen.OneOf("=", ":"), word, Gen.Bool, Order)),
            (2, Gen.Select(Gen.OneOf("name", "email"), Gen.OneOf("=", "!="), word, Gen.Int[1, 3], Wildcard)),
            (1, Gen.Select(Gen.Const("role"), Gen.OneOf("=", "!="), Gen.Const("admin"), Gen.Bool, Order))),
        depth);

    private static Gen<UserExpression> Of(Gen<UserExpression> leaf, int depth) => depth == 0
        ? leaf
        : Gen.Frequency(
            (1, leaf),
            (1, Gen.Select(Of(leaf, depth - 1), Gen.Bool, Not)),
            (2, Gen.Select(Of(leaf, depth - 1), Of(leaf, depth - 1), Gen.Bool, And)),
            (2, Gen.Select(Of(leaf, depth - 1), Of(leaf, depth - 1), Gen.Bool, Or)));

    private static UserExpression Bare(string word, bool doubleQuotes) => new(
        Quote(word, doubleQuotes),
        OfSimple,
        user => Lower(user.Name).Contains(Lower(word), StringComparison.Ordinal)
            || Lower(user.Email).Contains(Lower(word), StringComparison.Ordinal));

    private static UserExpression Order(string field, string op, string word, bool doubleQuotes) => new(
        $"{field}{(doubleQuotes ? "" : " ")}{op}{(word.Length > 1 ? "" : "  ")}{Quote(word, doubleQuotes)}",
        OfSimple,
        user =>
        {
            var (value, other) = Values(user, field, word);
            var order = Encoding.UTF8.GetBytes(value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

            return op switch
            {
                ":" => value.Contains(other, StringComparison.Ordinal),
                _ => IsOrder(op, order),
            };
        });

    private static UserExpression Wildcard(string field, string op, string word, int ends)
    {
        var (start, end) = ((ends & 1) != 0 ? "*" : "", (ends & 2) != 0 ? "*" : "");

        return new UserExpression(
            $"{field} {op} \"{start}{Escape(word)}{end}\"",
            OfSimple,
            user =>
            {
                var (value, other) = Values(user, field, word);
                var isMatch = ends switch
                {
                    1 => value.EndsWith(other, StringComparison.Ordinal),
                    2 => value.StartsWith(other, StringComparison.Ordinal),
                    _ => value.Contains(other, StringComparison.Ordinal),
                };

                return isMatch == (op == "=");
            });
    }

    // Quarters of a millisecond around 1970, which the users' times are near to.
    private static UserExpression Time(string field, string op, int quarters, int hours)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(quarters * TimeSpan.TicksPerMillisecond / 4).ToOffset(TimeSpan.FromHours(hours));

        return new UserExpression(
            $"{field} {op} {time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffK", CultureInfo.InvariantCulture)}",
            OfSimple,
            user => IsOrder(op, (4 * (field == "created_at" ? user.CreatedAt : user.UpdatedAt)).CompareTo(quarters)));
    }

    private static UserExpression Has(string field) => new(
        $"{field}:*", OfSimple, user => field.EndsWith("_at", StringComparison.Ordinal) || Values(user, field, "").Value.Length > 0);

    private static UserExpression Not(UserExpression term, bool minus) => new(
        (minus ? "-" : "NOT ") + term.Inside(OfSimple, alsoNegated: false), OfSimple, user => !term.IsMatch(user));

    private static UserExpression And(UserExpression left, UserExpression right, bool isSpelled) => new(
        left.Inside(OfAnd) + (isSpelled ? " AND " : " ") + right.Inside(OfAnd), OfAnd, user => left.IsMatch(user) && right.IsMatch(user));

    private static UserExpression Or(UserExpression left, UserExpression right, bool isPadded) => new(
        left.Inside(OfOr) + (isPadded ? "  OR\t" : " OR ") + right.Inside(OfOr), OfOr, user => left.IsMatch(user) || right.IsMatch(user));

    private string Inside(int precedence, bool alsoNegated = true) =>
        Precedence < precedence || (!alsoNegated && (Text.StartsWith('-') || Text.StartsWith("NOT ", StringComparison.Ordinal)))
            ? $"({Text})"
            : Text;

    private static bool IsOrder(string op, int order) => op switch
    {
        "=" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static (string Value, string Other) Values(FilteredUser user, string field, string other) => field switch
    {
        "id" => (user.Id, other),
        "role" => (user.Role, other),
        "name" => (Lower(user.Name), Lower(other)),
        _ => (Lower(user.Email), Lower(other)),
    };

    private static string Lower(string text) => text.ToLowerInvariant();

    private static string Quote(string word, bool doubleQuotes) => doubleQuotes ? $"\"{Escape(word)}\"" : $"'{Escape(word)}'";

    private static string Escape(string word) => word
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal);
}
