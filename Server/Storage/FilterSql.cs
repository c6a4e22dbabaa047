using System.Diagnostics;
using System.Text;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Server.Storage;

/// <summary>
/// Translates a filter to a condition on the table users, for databases that have the same columns and write a few things
/// differently. Values become parameters, never SQL text.
/// </summary>
internal abstract class FilterSql(StringBuilder sql)
{
    /// <summary>Appends a condition that can stand behind WHERE, AND and OR.</summary>
    public void Append(UserFilter filter)
    {
        switch (filter)
        {
            case UserFilter.And:
                sql.Append('(');
                AppendAnd(filter);
                sql.Append(')');
                break;
            case UserFilter.Or:
                sql.Append('(');
                AppendOr(filter);
                sql.Append(')');
                break;
            case UserFilter.Not not:
                sql.Append("NOT ");
                Append(not.Term);
                break;
            case UserFilter.AnyText any:
                AppendAnyText(any);
                break;
            case UserFilter.TextComparison text:
                AppendText(text);
                break;
            case UserFilter.TimeComparison time:
                AppendOrder(Column(time.Field), time.Match, Add(time.Milliseconds));
                break;
            case UserFilter.Constant constant:
                sql.Append(constant.Value ? "TRUE" : "FALSE");
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Adds a parameter and returns how the SQL calls it.</summary>
    protected abstract string Add(string value);

    /// <inheritdoc cref="Add(string)"/>
    protected abstract string Add(long value);

    /// <summary>Adds the parameter of <see cref="Contains"/>.</summary>
    protected virtual string AddContained(string word) => Add(word);

    /// <summary>Adds the parameter of <see cref="EndsWith"/>.</summary>
    protected virtual string AddEnd(string end) => Add(end);

    protected abstract string Contains(string column, string parameter);

    protected abstract string EndsWith(string column, string parameter);

    private void AppendAnyText(UserFilter.AnyText any)
    {
        var parameter = AddContained(any.Word);

        sql.Append('(').Append(Contains("name_key", parameter)).Append(" OR ").Append(Contains("email_key", parameter)).Append(')');
    }

    private void AppendText(UserFilter.TextComparison text)
    {
        var column = Column(text.Field);

        switch (text.Match)
        {
            case UserFilterMatch.StartsWith:
                AppendPrefix(column, text.Value, Add(text.Value));
                break;
            case UserFilterMatch.EndsWith:
                sql.Append(EndsWith(column, AddEnd(text.Value)));
                break;
            case UserFilterMatch.Contains:
                sql.Append(Contains(column, AddContained(text.Value)));
                break;
            default:
                AppendOrder(column, text.Match, Add(text.Value));
                break;
        }
    }

    // One pair of parentheses for a whole chain: what the caller wrote flat is flat in SQL too.
    private void AppendAnd(UserFilter filter)
    {
        if (filter is UserFilter.And and)
        {
            AppendAnd(and.Left);
            sql.Append(" AND ");
            AppendAnd(and.Right);
        }
        else
        {
            Append(filter);
        }
    }

    private void AppendOr(UserFilter filter)
    {
        if (filter is UserFilter.Or or)
        {
            AppendOr(or.Left);
            sql.Append(" OR ");
            AppendOr(or.Right);
        }
        else
        {
            Append(filter);
        }
    }

    private void AppendPrefix(string column, string prefix, string parameter)
    {
        sql.Append('(').Append(column).Append(" >= ").Append(parameter);

        if (PrefixRange.End(prefix) is { } end)
        {
            sql.Append(" AND ").Append(column).Append(" < ").Append(Add(end));
        }

        sql.Append(')');
    }

    private void AppendOrder(string column, UserFilterMatch match, string parameter)
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
}
