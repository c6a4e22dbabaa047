using System.Diagnostics;
using System.Globalization;
using System.Text;
using CodeFirst.Server.Users.Filters;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>Translates a filter to a condition on the table users. Values become parameters, never SQL text.</summary>
internal static class SqliteFilter
{
    /// <summary>
    /// Appends a condition that can stand behind WHERE, AND and OR, and adds its parameters, called <c>$filter0</c> and so on by
    /// their place in the collection.
    /// </summary>
    public static void Append(UserFilter filter, StringBuilder sql, SqliteParameterCollection parameters)
    {
        switch (filter)
        {
            case UserFilter.And:
                sql.Append('(');
                AppendAnd(filter, sql, parameters);
                sql.Append(')');
                break;
            case UserFilter.Or:
                sql.Append('(');
                AppendOr(filter, sql, parameters);
                sql.Append(')');
                break;
            case UserFilter.Not not:
                sql.Append("NOT ");
                Append(not.Term, sql, parameters);
                break;
            case UserFilter.AnyText any:
                AppendAnyText(any.Word, sql, parameters);
                break;
            case UserFilter.TextComparison text:
                AppendText(text, sql, parameters);
                break;
            case UserFilter.TimeComparison time:
                AppendOrder(Column(time.Field), time.Match, Add(time.Milliseconds, parameters), sql);
                break;
            case UserFilter.Constant constant:
                sql.Append(constant.Value ? "TRUE" : "FALSE");
                break;
            default:
                throw new UnreachableException();
        }
    }

    // One pair of parentheses for a whole chain: what the caller wrote flat is flat in SQL too.
    private static void AppendAnd(UserFilter filter, StringBuilder sql, SqliteParameterCollection parameters)
    {
        if (filter is UserFilter.And and)
        {
            AppendAnd(and.Left, sql, parameters);
            sql.Append(" AND ");
            AppendAnd(and.Right, sql, parameters);
        }
        else
        {
            Append(filter, sql, parameters);
        }
    }

    private static void AppendOr(UserFilter filter, StringBuilder sql, SqliteParameterCollection parameters)
    {
        if (filter is UserFilter.Or or)
        {
            AppendOr(or.Left, sql, parameters);
            sql.Append(" OR ");
            AppendOr(or.Right, sql, parameters);
        }
        else
        {
            Append(filter, sql, parameters);
        }
    }

    private static void AppendAnyText(string word, StringBuilder sql, SqliteParameterCollection parameters)
    {
        var parameter = Add(word, parameters);

        sql.Append("(instr(name_key, ").Append(parameter).Append(") > 0 OR instr(email_key, ").Append(parameter).Append(") > 0)");
    }

    private static void AppendText(UserFilter.TextComparison text, StringBuilder sql, SqliteParameterCollection parameters)
    {
        var column = Column(text.Field);
        var parameter = Add(text.Value, parameters);

        switch (text.Match)
        {
            case UserFilterMatch.StartsWith:
                AppendPrefix(column, text.Value, parameter, sql, parameters);
                break;
            case UserFilterMatch.EndsWith:
                // Characters on both sides: length() and substr() count alike.
                sql.Append("substr(").Append(column).Append(", -length(").Append(parameter).Append(")) = ").Append(parameter);
                break;
            case UserFilterMatch.Contains:
                sql.Append("instr(").Append(column).Append(", ").Append(parameter).Append(") > 0");
                break;
            default:
                AppendOrder(column, text.Match, parameter, sql);
                break;
        }
    }

    private static void AppendPrefix(
        string column, string prefix, string parameter, StringBuilder sql, SqliteParameterCollection parameters)
    {
        sql.Append('(').Append(column).Append(" >= ").Append(parameter);

        if (PrefixRange.End(prefix) is { } end)
        {
            sql.Append(" AND ").Append(column).Append(" < ").Append(Add(end, parameters));
        }

        sql.Append(')');
    }

    private static void AppendOrder(string column, UserFilterMatch match, string parameter, StringBuilder sql)
    {
        var op = match switch
        {
            UserFilterMatch.Equal => " = ",
            UserFilterMatch.Less => " < ",
            UserFilterMatch.LessOrEqual => " <= ",
            UserFilterMatch.Greater => " > ",
            UserFilterMatch.GreaterOrEqual => " >= ",
            _ => throw new UnreachableException(),
        };

        sql.Append(column).Append(op).Append(parameter);
    }

    private static string Column(UserFilterField field) => field switch
    {
        UserFilterField.Id => "id",
        UserFilterField.Name => "name_key",
        UserFilterField.Email => "email_key",
        UserFilterField.Role => "role",
        UserFilterField.CreatedAt => "created_at",
        UserFilterField.UpdatedAt => "updated_at",
        _ => throw new UnreachableException(),
    };

    private static string Add(object value, SqliteParameterCollection parameters)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$filter{parameters.Count}");
        parameters.AddWithValue(name, value);
        return name;
    }
}
