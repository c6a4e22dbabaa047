using System.Text;
using CodeFirst.Server.Users.Filters;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// A filter in the SQL of PostgreSQL. The columns have the collation "C", so order is by code point. An index of trigrams answers LIKE and
/// nothing else; without one, strpos does the same and needs no escaping.
/// </summary>
internal sealed class PostgresFilter : FilterSql
{
    private readonly NpgsqlParameterCollection _parameters;
    private readonly bool _hasWordIndex;

    private PostgresFilter(StringBuilder sql, NpgsqlParameterCollection parameters, bool hasWordIndex)
        : base(sql)
    {
        _parameters = parameters;
        _hasWordIndex = hasWordIndex;
    }

    /// <summary>Appends a condition, and adds its parameters, called <c>$1</c> and so on by their place in the collection.</summary>
    public static void Append(UserFilter filter, StringBuilder sql, NpgsqlParameterCollection parameters, bool hasWordIndex) =>
        new PostgresFilter(sql, parameters, hasWordIndex).Append(filter);

    protected override string Add(string value) => _parameters.Place(value);

    protected override string Add(long value) => _parameters.Place(value);

    protected override string AddContained(string word) => Add(_hasWordIndex ? $"%{Escape(word)}%" : word);

    protected override string AddEnd(string end) => Add(_hasWordIndex ? $"%{Escape(end)}" : end);

    protected override string Contains(string column, string parameter) =>
        _hasWordIndex ? $"{column} LIKE {parameter}" : $"strpos({column}, {parameter}) > 0";

    protected override string EndsWith(string column, string parameter) =>
        _hasWordIndex ? $"{column} LIKE {parameter}" : $"right({column}, length({parameter})) = {parameter}";

    private static string Escape(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
