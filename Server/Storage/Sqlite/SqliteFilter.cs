using System.Globalization;
using System.Text;
using CodeFirst.Server.Users.Filters;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>A filter in the SQL of SQLite.</summary>
internal sealed class SqliteFilter : FilterSql
{
    private readonly SqliteParameterCollection _parameters;

    private SqliteFilter(StringBuilder sql, SqliteParameterCollection parameters)
        : base(sql)
    {
        _parameters = parameters;
    }

    /// <summary>
    /// Appends a condition, and adds its parameters, called <c>$filter0</c> and so on by their place in the collection.
    /// </summary>
    public static void Append(UserFilter filter, StringBuilder sql, SqliteParameterCollection parameters) =>
        new SqliteFilter(sql, parameters).Append(filter);

    protected override string Add(string value) => Add<string>(value);

    protected override string Add(long value) => Add<long>(value);

    protected override string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    // Characters on both sides: length() and substr() count alike.
    protected override string EndsWith(string column, string parameter) => $"substr({column}, -length({parameter})) = {parameter}";

    private string Add<T>(T value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$filter{_parameters.Count}");
        _parameters.AddWithValue(name, value);

        return name;
    }
}
