using System.Globalization;
using System.Text;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>A filter in the SQL of SQLite.</summary>
internal sealed class SqliteFilter : FilterSql
{
    private readonly List<SqlValue> _values;

    private SqliteFilter(StringBuilder sql, List<SqlValue> values)
        : base(sql)
    {
        _values = values;
    }

    /// <summary>Appends a condition, and adds the values of its parameters, which are called by their places in the list.</summary>
    public static void Append(UserFilter filter, StringBuilder sql, List<SqlValue> values) => new SqliteFilter(sql, values).Append(filter);

    protected override string Add(string value) => Add((SqlValue)value);

    protected override string Add(long value) => Add((SqlValue)value);

    protected override string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    // Characters on both sides: length() and substr() count alike.
    protected override string EndsWith(string column, string parameter) => $"substr({column}, -length({parameter})) = {parameter}";

    private string Add(SqlValue value)
    {
        _values.Add(value);

        return string.Create(CultureInfo.InvariantCulture, $"?{_values.Count}");
    }
}
