using static CodeFirst.Server.Users.Filters.UserFilter;

namespace CodeFirst.Server.Users.Filters;

/// <summary>Checks one comparison of a filter, <c>field operator value</c>, and reduces it to what a store evaluates.</summary>
internal static class FilterComparison
{
    public const string Fields = "The fields are id, name, email, role, created_at, updated_at.";
    public const string Operators = "The operators are = != < <= > >= and :.";

    public static bool IsOperator(string text) => text is "=" or "!=" or "<" or "<=" or ">" or ">=" or ":";

    public static bool TryFindField(string name, out UserFilterField field)
    {
        UserFilterField? found = name switch
        {
            "id" => UserFilterField.Id,
            "name" => UserFilterField.Name,
            "email" => UserFilterField.Email,
            "role" => UserFilterField.Role,
            "created_at" => UserFilterField.CreatedAt,
            "updated_at" => UserFilterField.UpdatedAt,
            _ => null,
        };

        field = found.GetValueOrDefault();
        return found.HasValue;
    }

    public static UserFilter Create(FilterSource source, UserFilterField field, string op, FilterLiteral value) =>
        field is UserFilterField.CreatedAt or UserFilterField.UpdatedAt
            ? CreateTime(source, field, op, value)
            : CreateText(source, field, op, value);

    /// <summary>A word without a field: name or e-mail contains it.</summary>
    public static UserFilter CreateAnyText(FilterSource source, FilterLiteral word)
    {
        if (word.FirstStar >= 0)
        {
            throw source.Error(
                word.FirstStar,
                "Wildcard in a word without a field",
                """Such a word is found anywhere in name or email: leave the * out, or write \* to find a star.""");
        }

        return new AnyText(Fold(word.Text));
    }

    private static UserFilter CreateText(FilterSource source, UserFilterField field, string op, FilterLiteral value)
    {
        var text = field is UserFilterField.Name or UserFilterField.Email ? Fold(value.Text) : value.Text;

        if (op == ":" && value.IsStar)
        {
            return new Not(new TextComparison(field, UserFilterMatch.Equal, ""));
        }

        if (value.FirstStar >= 0 && op is not ("=" or "!="))
        {
            var hint = op == ":"
                ? """The operator : finds the text anywhere: leave the * out, use = instead, or write \* to find a star."""
                : """Wildcards work with = and !=; write \* for a star.""";
            throw source.Error(value.FirstStar, $"Wildcard after {op}", hint);
        }

        if (value.MiddleStar >= 0)
        {
            throw source.Error(
                value.MiddleStar,
                "Wildcard in the middle of a value",
                """A * can only be its first or last character; write \* for a star.""");
        }

        return op switch
        {
            "=" => new TextComparison(field, WildcardMatch(value), text),
            "!=" => new Not(new TextComparison(field, WildcardMatch(value), text)),
            ":" => new TextComparison(field, UserFilterMatch.Contains, text),
            _ => new TextComparison(field, OrderMatch(op), text),
        };
    }

    private static UserFilterMatch WildcardMatch(FilterLiteral value) => value switch
    {
        { FirstStar: < 0 } => UserFilterMatch.Equal,
        { Text: "" } => UserFilterMatch.Contains, // nothing but stars: every text contains ""
        { HasStarAtStart: true, HasStarAtEnd: true } => UserFilterMatch.Contains,
        { HasStarAtStart: true } => UserFilterMatch.EndsWith,
        _ => UserFilterMatch.StartsWith,
    };

    private static UserFilter CreateTime(FilterSource source, UserFilterField field, string op, FilterLiteral value)
    {
        var name = field == UserFilterField.CreatedAt ? "created_at" : "updated_at";

        if (op == ":")
        {
            var hint = $"Only {name}:* is possible; compare times with = != < <= > >=.";
            return value.IsStar ? new Constant(true) : throw source.Error(value.Index, $"Value for {name} after :", hint);
        }

        if (value.FirstStar >= 0 || !FilterTime.TryParse(value.Text, out var time))
        {
            throw source.Error(
                value.Index,
                $"Bad time for {name}",
                "Write it as RFC 3339 with Z or an offset, for example 2026-11-22T18:24:16Z.");
        }

        return op switch
        {
            "=" => Equal(field, time),
            "!=" => new Not(Equal(field, time)),
            _ => new TimeComparison(field, time.HasRemainder ? OrderPastMillisecond(op) : OrderMatch(op), time.Milliseconds),
        };
    }

    private static UserFilter Equal(UserFilterField field, FilterTime time) =>
        time.HasRemainder ? new Constant(false) : new TimeComparison(field, UserFilterMatch.Equal, time.Milliseconds);

    private static UserFilterMatch OrderMatch(string op) => op switch
    {
        "<" => UserFilterMatch.Less,
        "<=" => UserFilterMatch.LessOrEqual,
        ">" => UserFilterMatch.Greater,
        _ => UserFilterMatch.GreaterOrEqual,
    };

    // The time lies between the millisecond m and the next: what is at m is before it, and nothing stored is equal to it.
    private static UserFilterMatch OrderPastMillisecond(string op) =>
        op is "<" or "<=" ? UserFilterMatch.LessOrEqual : UserFilterMatch.Greater;
}
