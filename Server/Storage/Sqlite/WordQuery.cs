using System.Text;
using CodeFirst.Server.Users.Filters;
using static CodeFirst.Server.Users.Filters.UserFilter;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// Makes of a filter the query, in the language of FTS5, that finds every user who may match: those who have the trigrams of its words.
/// Whether they match is for the filter itself to say, so a query may find too many, and never too few.
/// </summary>
internal sealed class WordQuery
{
    // Each is a list as long as there are users who have it. So only those are looked up that are needed to have each character of the
    // word once: with the others, there are not many candidates less.
    private const int MaxTrigramsPerWord = 12;
    private const int MaxTrigrams = 256;

    // FTS5 limits how deep a query is.
    private const int MaxDepth = 12;

    private const int TrigramLength = 3;

    private int _trigrams;

    private WordQuery()
    {
    }

    /// <summary>Returns the query, or null if the words of the filter narrow nothing, or less than an index of the table does.</summary>
    public static string? Of(UserFilter filter) => IsNarrow(filter) ? null : new WordQuery().Find(filter, 0);

    // These find their users, or a range of them, by the primary key and the index of e-mails.
    private static bool IsNarrow(UserFilter filter) => filter switch
    {
        And and => IsNarrow(and.Left) || IsNarrow(and.Right),
        Or or => IsNarrow(or.Left) && IsNarrow(or.Right),
        TextComparison text => text is
        {
            Field: UserFilterField.Id or UserFilterField.Email,
            Match: UserFilterMatch.Equal or UserFilterMatch.StartsWith
        },
        _ => false,
    };

    private string? Find(UserFilter filter, int depth) => filter switch
    {
        _ when depth > MaxDepth => null,
        AnyText any => FindWord(any.Word),
        TextComparison { Field: UserFilterField.Name or UserFilterField.Email } text => text.Match
            is UserFilterMatch.Contains or UserFilterMatch.StartsWith or UserFilterMatch.EndsWith or UserFilterMatch.Equal
            ? FindWord(text.Value)
            : null,
        And => FindAll(Terms<And>(filter, and => (and.Left, and.Right)), depth),
        Or => FindAny(Terms<Or>(filter, or => (or.Left, or.Right)), depth),
        _ => null,
    };

    private string? FindAll(IEnumerable<UserFilter> terms, int depth)
    {
        var found = terms.Select(term => Find(term, depth + 1)).OfType<string>().ToList();

        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => $"({string.Join(" AND ", found)})",
        };
    }

    private string? FindAny(IEnumerable<UserFilter> terms, int depth)
    {
        var found = terms.Select(term => Find(term, depth + 1)).ToList();

        return found.Contains(null) ? null : $"({string.Join(" OR ", found)})";
    }

    private string? FindWord(string word)
    {
        var runes = word.EnumerateRunes().ToArray();
        var trigrams = runes.Length - TrigramLength + 1;
        var taken = Math.Min(((trigrams + 1) / TrigramLength) + 1, MaxTrigramsPerWord);
        if (trigrams <= 0 || _trigrams + taken > MaxTrigrams)
        {
            return null;
        }

        _trigrams += taken;
        var query = new StringBuilder("(");
        for (var i = 0; i < taken; i++)
        {
            // From the first to the last, with equal steps.
            var start = taken == 1 ? 0 : i * (trigrams - 1) / (taken - 1);
            query.Append(i == 0 ? "\"" : " AND \"");
            foreach (var rune in runes.AsSpan(start, TrigramLength))
            {
                query.Append(rune == new Rune('"') ? "\"\"" : rune.ToString());
            }

            query.Append('"');
        }

        return query.Append(')').ToString();
    }

    // A chain that the caller wrote flat is flat here too.
    private static IEnumerable<UserFilter> Terms<T>(UserFilter filter, Func<T, (UserFilter Left, UserFilter Right)> parts)
        where T : UserFilter =>
        filter is T both ? Terms(parts(both).Left, parts).Concat(Terms(parts(both).Right, parts)) : [filter];
}
