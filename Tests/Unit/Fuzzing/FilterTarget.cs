using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CodeFirst.Server.Storage.Sqlite;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>Filters: an error has a position within the text, and nothing of the text becomes SQL.</summary>
internal static partial class FilterTarget
{
    private static readonly string[] Seeds =
    [
        "name = \"Ann*\" AND (role != admin OR -email:example) created_at >= \"2026-11-22T18:24:16.5+02:00\"",
        "NOT updated_at:* ann 'b\\\"c'",
        "id < user-1 OR name = *x*",
    ];

    private static readonly string[] Pieces =
    [
        "name", "role", "created_at", "email:", "=", "!=", "<", ">=", ":", "~", "(", ")", "\"", "'", "\\", "*", "-", " ", " AND ", " OR ",
        "NOT ", "2026-11-22T18:24:16Z", "😀", "\t", ".", ",",
    ];

    public static FuzzTarget Target { get; } = FuzzTarget.OfText("filter", Read, Seeds, Pieces);

    private static void Read(string text)
    {
        UserFilter? filter;
        try
        {
            filter = UserFilter.Parse(text);
        }
        catch (UserFilterException error)
        {
            var characters = text.EnumerateRunes().Count();
            error.Position.Should().BeInRange(1, characters + 1);
            error.Message.Length.Should().BeLessThan(250);
            (characters > 2000 || error.Message.Contains(Position(error), StringComparison.Ordinal)).Should().BeTrue(error.Message);

            return;
        }

        if (filter is not null)
        {
            var (sql, values) = (new StringBuilder(), new List<SqlValue>());
            SqliteFilter.Append(filter, sql, values);
            Sql().IsMatch(sql.ToString()).Should().BeTrue("{0}", sql);
            values.Count.Should().BeLessThan(250, "100 terms have at most two values each");
        }
    }

    private static string Position(UserFilterException error) => $"position {error.Position.ToString(CultureInfo.InvariantCulture)}.";

    [GeneratedRegex(
        @"^([( )]|,|AND|OR|NOT|TRUE|FALSE|id|name_key|email_key|role|created_at|updated_at|[<>=]+|\?\d+|instr|substr|-?length|0)+$")]
    private static partial Regex Sql();
}
