using System.Globalization;
using CodeFirst.Server.Users.Filters;
using CsCheck;

namespace CodeFirst.Tests.Unit.Users.Filters;

public sealed class UserFilterErrorTests
{
    private const string Longest = "a234567890123456789012345678901234567890"; // of what a message repeats
    private const string Fields = "The fields are id, name, email, role, created_at, updated_at.";
    private const string Operators = "The operators are = != < <= > >= and :.";
    private const string OnlyAtEnds = @"A * can only be its first or last character; write \* for a star.";
    private const string OnlyInEquality = @"Wildcards work with = and !=; write \* for a star.";
    private const string NotInHas = @"The operator : finds the text anywhere: leave the * out, use = instead, or write \* to find a star.";
    private const string NotInWords = @"Such a word is found anywhere in name or email: leave the * out, or write \* to find a star.";
    private const string OnlyPresence = "is possible; compare times with = != < <= > >=.";
    private const string NeedsQuotes = "Put a value that contains quotes, parentheses or operators in quotes.";

    [TestCase("age = 3", "Unknown field 'age' at position 1. " + Fields)]
    [TestCase("a AND age > 3", "Unknown field 'age' at position 7. " + Fields)]
    [TestCase("Name = x", "Unknown field 'Name' at position 1. " + Fields)]
    [TestCase("name.first = x", "Unknown field 'name.first' at position 1. " + Fields)]
    [TestCase("*name = x", "Unknown field '*name' at position 1. " + Fields)]
    [TestCase("!name = x", "Unknown field '!name' at position 1. " + Fields)]
    [TestCase("1=1--", "Unknown field '1' at position 1. " + Fields)]
    [TestCase("admin = role", "Unknown field 'admin' at position 1. " + Fields)]
    [TestCase(Longest + " = x", "Unknown field '" + Longest + "' at position 1. " + Fields)]
    [TestCase(Longest + "1 = x", "Unknown field '" + Longest + "…' at position 1. " + Fields)]
    [TestCase("'role' = admin", "Expected a field, not a string, on the left of an operator at position 1. " + Fields)]
    public void Left_of_an_operator_must_be_a_field(string text, string message)
    {
        MessageOf(text).Should().Be(message);
    }

    [TestCase("name == x", "Unknown operator '==' at position 6. " + Operators)]
    [TestCase("name =~ x", "Unknown operator '=~' at position 6. " + Operators)]
    [TestCase("name !~ x", "Unknown operator '!~' at position 6. " + Operators)]
    [TestCase("name <> x", "Unknown operator '<>' at position 6. " + Operators)]
    [TestCase("name=>x", "Unknown operator '=>' at position 5. " + Operators)]
    [TestCase("name ~ x", "Unknown operator '~' at position 6. " + Operators)]
    [TestCase("name::x", "Unknown operator '::' at position 5. " + Operators)]
    public void Unknown_operator_is_named(string text, string message)
    {
        MessageOf(text).Should().Be(message);
    }

    [TestCase("name =", "Expected a value after =, but the filter ends at position 7.")]
    [TestCase("name >= ", "Expected a value after >=, but the filter ends at position 9.")]
    [TestCase("name = (a OR b)", "Expected a value after =, but found ( at position 8.")]
    [TestCase("(name = )", "Expected a value after =, but found ) at position 9.")]
    [TestCase("name = AND b", "Expected a value after =, but found AND at position 8.")]
    [TestCase("name = = b", "Expected a value after =, but found = at position 8.")]
    [TestCase("name = NOT b", "Expected a value after =, but found NOT at position 8.")]
    public void Operator_needs_a_value(string text, string message)
    {
        MessageOf(text).Should().Be(message);
    }

    [TestCase("AND a", "Expected a word, a comparison or '(', but found AND at position 1.")]
    [TestCase("= a", "Expected a word, a comparison or '(', but found = at position 1.")]
    [TestCase(":a", "Expected a word, a comparison or '(', but found : at position 1.")]
    [TestCase("~a", "Expected a word, a comparison or '(', but found ~ at position 1.")]
    [TestCase("NOT:a", "Expected a word, a comparison or '(' after NOT, but found : at position 4.")]
    [TestCase("a AND", "Expected a word, a comparison or '(' after AND, but the filter ends at position 6.")]
    [TestCase("a OR ", "Expected a word, a comparison or '(' after OR, but the filter ends at position 6.")]
    [TestCase("NOT", "Expected a word, a comparison or '(' after NOT, but the filter ends at position 4.")]
    [TestCase("a AND OR b", "Expected a word, a comparison or '(' after AND, but found OR at position 7.")]
    [TestCase("a OR ) b", "Expected a word, a comparison or '(' after OR, but found ) at position 6.")]
    [TestCase("-", "Expected a word, a comparison or '(' directly after -, but the filter ends at position 2.")]
    [TestCase("- a", "Expected a word, a comparison or '(' directly after -, but found a space at position 2.")]
    [TestCase("()", "Expected a word, a comparison or '(' after '(', but found ) at position 2.")]
    [TestCase("(a) = b", "Expected a word, a comparison or '(', but found = at position 5.")]
    [TestCase("NOT NOT a", "Second negation at position 5. Put the negated term in parentheses to negate it again.")]
    [TestCase("--a", "Second negation at position 2. Put the negated term in parentheses to negate it again.")]
    [TestCase("NOT -a", "Second negation at position 5. Put the negated term in parentheses to negate it again.")]
    public void Dangling_operator_is_named(string text, string message)
    {
        MessageOf(text).Should().Be(message);
    }

    [TestCase("(a", "Unbalanced '(' at position 1. It is never closed.")]
    [TestCase("b (a (b)", "Unbalanced '(' at position 3. It is never closed.")]
    [TestCase("a)", "Unbalanced ')' at position 2. No parenthesis is open there.")]
    [TestCase("(a)) OR b", "Unbalanced ')' at position 4. No parenthesis is open there.")]
    [TestCase("foo(a)", "Function call 'foo(' at position 1. Functions are not supported.")]
    [TestCase("a AND foo()", "Function call 'foo(' at position 7. Functions are not supported.")]
    [TestCase("not(a)", "Function call 'not(' at position 1. Functions are not supported.")]
    [TestCase("name = foo(a)", "Expected a space before ( at position 11. " + NeedsQuotes)]
    [TestCase("(a)(b)", "Expected a space before ( at position 4. " + NeedsQuotes)]
    [TestCase("O'Brien", "Expected a space before ' at position 2. " + NeedsQuotes)]
    [TestCase("name=O'Brien", "Expected a space before ' at position 7. " + NeedsQuotes)]
    [TestCase("name='a'b", "Expected a space before b at position 9. " + NeedsQuotes)]
    [TestCase("'a'😀", "Expected a space before 😀 at position 4. " + NeedsQuotes)]
    [TestCase("name=a=b", "Expected a space before = at position 7. " + NeedsQuotes)]
    [TestCase("name=a!=b", "Expected a space before ! at position 7. " + NeedsQuotes)]
    public void Terms_are_separate_and_parentheses_balanced(string text, string message)
    {
        MessageOf(text).Should().Be(message);
    }

    [TestCase("name = \"a", "Unterminated string at position 8. It has no closing \".")]
    [TestCase("' OR 1=1--", "Unterminated string at position 1. It has no closing '.")]
    [TestCase(@"'a\'", "Unterminated string at position 1. It has no closing '.")]
    [TestCase(@"name = 'a\n'", @"Unknown escape at position 10. The escapes are \\, \"", \' and \*.")]
    [TestCase(@"\", @"Unknown escape at position 1. The escapes are \\, \"", \' and \*.")]
    [TestCase(@"'\", @"Unknown escape at position 2. The escapes are \\, \"", \' and \*.")]
    [TestCase("'a\tb'", "Tab or line break in a quoted string at position 3. No user has one.")]
    public void Strings_are_closed_and_escapes_known(string text, string message)
    {
        MessageOf(text).Should().Be(message);
    }

    [TestCase("a\0", "U+0000", 2)]
    [TestCase("name = 'a\u0007'", "U+0007", 10)]
    [TestCase("\u0085a", "U+0085", 1)]
    [TestCase("\u007F", "U+007F", 1)]
    [TestCase("😀\uFFFD", "U+FFFD", 2)]
    public void Characters_that_no_user_has_are_refused(string text, string character, int position)
    {
        MessageOf(text).Should().Be(
            $"Forbidden character {character} at position {position}. "
            + "Control characters, U+FFFD and halves of surrogate pairs cannot be in a filter.");
    }

    [Test]
    public void Halves_of_surrogate_pairs_are_refused()
    {
        // Not test cases: attributes are stored as UTF-8, which has no halves.
        MessageOf("a\uD83D").Should().StartWith("Forbidden character U+D83D at position 2.");
        MessageOf("a\uD83Db").Should().StartWith("Forbidden character U+D83D at position 2.");
        MessageOf("😀\uDE00\uD83D").Should().StartWith("Forbidden character U+DE00 at position 2.");
    }

    [TestCase("name = a*b", "Wildcard in the middle of a value at position 9. " + OnlyAtEnds)]
    [TestCase("name = '*a*b*'", "Wildcard in the middle of a value at position 11. " + OnlyAtEnds)]
    [TestCase("name != ***", "Wildcard in the middle of a value at position 10. " + OnlyAtEnds)]
    [TestCase("name < a*", "Wildcard after < at position 9. " + OnlyInEquality)]
    [TestCase("name >= *", "Wildcard after >= at position 9. " + OnlyInEquality)]
    [TestCase("name:a*", "Wildcard after : at position 7. " + NotInHas)]
    [TestCase("name:**", "Wildcard after : at position 6. " + NotInHas)]
    [TestCase("ann*", "Wildcard in a word without a field at position 4. " + NotInWords)]
    [TestCase("*", "Wildcard in a word without a field at position 1. " + NotInWords)]
    [TestCase("created_at:2026", "Value for created_at after : at position 12. Only created_at:* " + OnlyPresence)]
    [TestCase("updated_at:\"\\*\"", "Value for updated_at after : at position 12. Only updated_at:* " + OnlyPresence)]
    public void Wildcards_have_their_places(string text, string message)
    {
        MessageOf(text).Should().Be(message);
    }

    [Test]
    public void Position_counts_characters_and_includes_leading_space()
    {
        var act = () => UserFilter.Parse("  '😀😀' age=3");

        act.Should().Throw<UserFilterException>().Which.Position.Should().Be(8);
    }

    [Test]
    public void Message_repeats_only_the_beginning_of_a_long_word()
    {
        MessageOf(new string('x', 500) + "=1").Should().Be($"Unknown field '{new string('x', 40)}…' at position 1. {Fields}");
        MessageOf(new string('x', 39) + "😀y=1").Should().Be($"Unknown field '{new string('x', 39)}…' at position 1. {Fields}");
        MessageOf(new string('x', 500) + "(").Should()
            .Be($"Function call '{new string('x', 40)}…(' at position 1. Functions are not supported.");
        MessageOf("name" + new string('=', 500)).Should().Be($"Unknown operator '{new string('=', 40)}…' at position 5. {Operators}");
    }

    [Test]
    public void Length_is_limited_in_characters()
    {
        UserFilter.Parse(new string('x', 2000)).Should().NotBeNull();
        UserFilter.Parse(string.Concat(Enumerable.Repeat("😀", 2000))).Should().NotBeNull();

        MessageOf(new string('x', 2001)).Should().Be("The filter is longer than 2000 characters.");
        MessageOf(string.Concat(Enumerable.Repeat("😀", 2001))).Should().Be("The filter is longer than 2000 characters.");
    }

    [Test]
    public void Nesting_is_limited()
    {
        UserFilter.Parse(Nested(32)).Should().Be(new UserFilter.AnyText("a"));

        MessageOf(Nested(33)).Should().Be("More than 32 open parentheses at position 33.");
        MessageOf(new string('(', 2000)).Should().Be("More than 32 open parentheses at position 33.");

        static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);
    }

    [Test]
    public void Parentheses_side_by_side_are_not_nested()
    {
        UserFilter.Parse(string.Join(" ", Enumerable.Repeat("(a)", 50))).Should().NotBeNull();
    }

    [Test]
    public void Terms_are_limited()
    {
        UserFilter.Parse(string.Join(" ", Enumerable.Repeat("a", 100))).Should().NotBeNull();

        MessageOf(string.Join(" ", Enumerable.Repeat("a", 101))).Should().Be("More than 100 words and comparisons at position 201.");
        MessageOf(string.Join(" OR ", Enumerable.Repeat("a", 101))).Should().Be("More than 100 words and comparisons at position 501.");
    }

    [TestCase("(", 10_000)]
    [TestCase("a OR ", 10_000)]
    [TestCase("NOT ", 10_000)]
    [TestCase("-", 10_000)]
    [TestCase("x", 1_000_000)]
    [TestCase("😀", 1_000_000)]
    [TestCase("\0", 1_000_000)]
    public void Huge_filters_fail_fast(string part, int count)
    {
        var text = string.Concat(Enumerable.Repeat(part, count));

        Timing.Fastest(() => Try(text)).Should().BeLessThan(TimeSpan.FromMilliseconds(50));

        MessageOf(text).Should().Be("The filter is longer than 2000 characters.");
    }

    [Test]
    public void Garbage_fails_with_a_clear_error_and_nothing_else()
    {
        var piece = Gen.OneOf(
            Gen.OneOf(
                "name", "role", "created_at", "email:", "=", "!=", "<", ">=", ":", "~", "(", ")", "\"", "'", "\\", "*", "-", " ", " ", " ",
                "AND", " OR ", "NOT ", "a", "2026-11-22T18:24:16Z", "😀", "\uD83D", "\0", "\t", ".", ","),
            Gen.Char.Select(c => c.ToString()),
            Gen.String[0, 20]);

        Gen.Select(piece.Array[0, 40], Gen.Int[1, 40]).Sample(
            (pieces, repeats) =>
            {
                var text = string.Concat(Enumerable.Repeat(string.Concat(pieces), repeats));
                UserFilterException? error = null;

                return Timing.Fastest(() => error = Try(text)) < TimeSpan.FromMilliseconds(50)
                    && (error is null || IsClear(error, text));
            },
            iter: 20_000);
    }

    private static UserFilterException? Try(string text)
    {
        try
        {
            UserFilter.Parse(text);
            return null;
        }
        catch (UserFilterException exception)
        {
            return exception;
        }
    }

    private static bool IsClear(UserFilterException error, string text)
    {
        var characters = text.EnumerateRunes().Count();
        var position = $"position {error.Position.ToString(CultureInfo.InvariantCulture)}.";

        return error.Position >= 1
            && error.Position <= characters + 1
            && error.Message.Length < 250
            && (error.Message.Contains(position, StringComparison.Ordinal) || characters > 2000);
    }

    private static string MessageOf(string text)
    {
        var act = () => UserFilter.Parse(text);

        return act.Should().Throw<UserFilterException>().Which.Message;
    }
}
