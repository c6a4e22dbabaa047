using System.Text;
using CodeFirst.Server.Users.Filters;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// A filter in the SQL of PostgreSQL. The columns have the collation "C", so order is by code point; LIKE is not used, so nothing
/// needs escaping.
/// </summary>
internal sealed class PostgresFilter : FilterSql
{
    private readonly NpgsqlParameterCollection _parameters;

    private PostgresFilter(StringBuilder sql, NpgsqlParameterCollection parameters)
        : base(sql)
    {
        _parameters = parameters;
    }

    /// <summary>Appends a condition, and adds its parameters, called <c>$1</c> and so on by their place in the collection.</summary>
    public static void Append(UserFilter filter, StringBuilder sql, NpgsqlParameterCollection parameters) =>
        new PostgresFilter(sql, parameters).Append(filter);

    protected override string Add(string value) => _parameters.Place(value);

    protected override string Add(long value) => _parameters.Place(value);

    protected override string Contains(string column, string parameter) => $"strpos({column}, {parameter}) > 0";

    protected override string EndsWith(string column, string parameter) => $"right({column}, length({parameter})) = {parameter}";
}
