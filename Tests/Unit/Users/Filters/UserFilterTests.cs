using CodeFirst.Server.Users.Filters;
using static CodeFirst.Server.Users.Filters.UserFilter;

namespace CodeFirst.Tests.Unit.Users.Filters;

public sealed class UserFilterTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \t\r\n ")]
    public void Blank_text_is_no_filter(string? text)
    {
        UserFilter.Parse(text).Should().BeNull();
    }

    [TestCase("anna")]
    [TestCase("Anna")]
    [TestCase("\"anna\"")]
    [TestCase("'ANNA'")]
    [TestCase("  anna  ")]
    [TestCase("(anna)")]
    [TestCase("( ( anna ) )")]
    public void Word_without_a_field_is_looked_for_in_name_and_email(string text)
    {
        Parse(text).Should().Be(new AnyText("anna"));
    }

    [TestCase("role = admin")]
    [TestCase("role=admin")]
    [TestCase("role =admin")]
    [TestCase("role= \"admin\"")]
    [TestCase("role = 'admin'")]
    [TestCase("\trole\n=\r\nadmin ")]
    [TestCase("(role = admin)")]
    [TestCase("role\u00A0=\u2003admin")]
    public void Space_and_quotes_around_a_value_are_optional(string text)
    {
        Parse(text).Should().Be(Role(UserFilterMatch.Equal, "admin"));
    }

    [TestCase("role = :a", ":a")]
    [TestCase("role = ~a", "~a")]
    public void Value_may_begin_with_what_is_an_operator_only_behind_a_field(string text, string value)
    {
        Parse(text).Should().Be(Role(UserFilterMatch.Equal, value));
    }

    [TestCase("role = a", UserFilterMatch.Equal)]
    [TestCase("role < a", UserFilterMatch.Less)]
    [TestCase("role <= a", UserFilterMatch.LessOrEqual)]
    [TestCase("role > a", UserFilterMatch.Greater)]
    [TestCase("role >= a", UserFilterMatch.GreaterOrEqual)]
    [TestCase("role : a", UserFilterMatch.Contains)]
    [TestCase("role:a", UserFilterMatch.Contains)]
    public void Operators_compare(string text, object match)
    {
        Parse(text).Should().Be(Role((UserFilterMatch)match, "a"));
    }

    [Test]
    public void Unequal_is_the_negation_of_equal()
    {
        Parse("role != a").Should().Be(new Not(Role(UserFilterMatch.Equal, "a")));
    }

    [TestCase("id = 'A'", UserFilterField.Id, "A")]
    [TestCase("role = 'A'", UserFilterField.Role, "A")]
    [TestCase("name = 'ÄÖ'", UserFilterField.Name, "äö")]
    [TestCase("email = 'A@B.Example'", UserFilterField.Email, "a@b.example")]
    public void Name_and_email_are_folded_and_id_and_role_are_not(string text, object field, string value)
    {
        Parse(text).Should().Be(new TextComparison((UserFilterField)field, UserFilterMatch.Equal, value));
    }

    [TestCase("role = a*", UserFilterMatch.StartsWith, "a")]
    [TestCase("role = *a", UserFilterMatch.EndsWith, "a")]
    [TestCase("role = *a*", UserFilterMatch.Contains, "a")]
    [TestCase("role = 'a b*'", UserFilterMatch.StartsWith, "a b")]
    [TestCase("role = *", UserFilterMatch.Contains, "")]
    [TestCase("role = **", UserFilterMatch.Contains, "")]
    [TestCase("role = ''", UserFilterMatch.Equal, "")]
    [TestCase("role : ''", UserFilterMatch.Contains, "")]
    [TestCase(@"role = \*", UserFilterMatch.Equal, "*")]
    [TestCase(@"role = 'a\*'", UserFilterMatch.Equal, "a*")]
    [TestCase(@"role = '\**'", UserFilterMatch.StartsWith, "*")]
    [TestCase(@"role = '*\*'", UserFilterMatch.EndsWith, "*")]
    [TestCase(@"role = 'a\*b'", UserFilterMatch.Equal, "a*b")]
    [TestCase(@"role < '\*'", UserFilterMatch.Less, "*")]
    [TestCase(@"role : '\*'", UserFilterMatch.Contains, "*")]
    public void Star_at_the_ends_of_a_value_is_a_wildcard_unless_escaped(string text, object match, string value)
    {
        Parse(text).Should().Be(Role((UserFilterMatch)match, value));
    }

    [Test]
    public void Unequal_works_with_wildcards()
    {
        Parse("role != a*").Should().Be(new Not(Role(UserFilterMatch.StartsWith, "a")));
    }

    [TestCase("role:*")]
    [TestCase("role:\"*\"")]
    public void Has_star_means_not_empty(string text)
    {
        Parse(text).Should().Be(new Not(Role(UserFilterMatch.Equal, "")));
    }

    [TestCase("""name = "a\"b" """, "a\"b")]
    [TestCase("""name = "a'b" """, "a'b")]
    [TestCase("""name = 'a\'b'""", "a'b")]
    [TestCase("""name = 'a"b'""", "a\"b")]
    [TestCase("""name = "a\\" """, @"a\")]
    [TestCase("""name = a\\b""", @"a\b")]
    [TestCase("""name = O\'Brien""", "o'brien")]
    [TestCase("name = ' a(b):c=d '", " a(b):c=d ")]
    [TestCase("name = a:b", "a:b")]
    [TestCase("name = a~b", "a~b")]
    [TestCase("name = -a", "-a")]
    [TestCase("name = hey!", "hey!")]
    [TestCase("name = AND1", "and1")]
    [TestCase("name = 'AND'", "and")]
    [TestCase("name = %_;--", "%_;--")]
    [TestCase("name = '😀'", "😀")]
    public void Values_are_taken_literally(string text, string value)
    {
        Parse(text).Should().Be(new TextComparison(UserFilterField.Name, UserFilterMatch.Equal, value));
    }

    [TestCase("and")]
    [TestCase("Or")]
    [TestCase("not")]
    [TestCase("ANDERSON")]
    [TestCase("anna-maria")]
    [TestCase("a.b@c.example")]
    [TestCase("name")]
    public void Only_the_upper_case_keywords_are_special(string text)
    {
        Parse(text).Should().Be(new AnyText(text.ToLowerInvariant()));
    }

    [Test]
    public void OR_binds_tighter_than_AND()
    {
        Parse("a AND b OR c AND d").Should().Be(new And(new And(A, new Or(B, C)), D));
        Parse("a OR b AND c OR d").Should().Be(new And(new Or(A, B), new Or(C, D)));
    }

    [Test]
    public void Terms_side_by_side_must_all_match_and_bind_looser_than_OR()
    {
        Parse("a b").Should().Be(new And(A, B));
        Parse("a b OR c").Should().Be(new And(A, new Or(B, C)));
        Parse("a b AND c d").Should().Be(new And(new And(A, B), new And(C, D)));
        Parse("a role = x").Should().Be(new And(A, Role(UserFilterMatch.Equal, "x")));
    }

    [Test]
    public void Parentheses_group()
    {
        Parse("(a AND b) OR c").Should().Be(new Or(new And(A, B), C));
        Parse("a OR (b c)").Should().Be(new Or(A, new And(B, C)));
        Parse("a AND(b)").Should().Be(new And(A, B));
    }

    [TestCase("NOT a")]
    [TestCase("-a")]
    [TestCase("NOT (a)")]
    [TestCase("NOT(a)")]
    [TestCase("-(a)")]
    [TestCase("-'a'")]
    [TestCase("NOT\ta")]
    public void NOT_and_minus_negate(string text)
    {
        Parse(text).Should().Be(new Not(A));
    }

    [Test]
    public void Negation_binds_tightest()
    {
        Parse("NOT a OR b").Should().Be(new Or(new Not(A), B));
        Parse("a -b").Should().Be(new And(A, new Not(B)));
        Parse("-role:x c").Should().Be(new And(new Not(Role(UserFilterMatch.Contains, "x")), C));
        Parse("-(NOT a)").Should().Be(new Not(new Not(A)));
    }

    [TestCase("role = admin", "admin")]
    [TestCase("(role = 'admin')", "admin")]
    [TestCase("role = ''", "")]
    [TestCase(@"role = '\*'", "*")]
    public void Equal_role_alone_is_role_only(string text, string expected)
    {
        Parse(text).IsRoleOnly(out var role).Should().BeTrue();

        role.Should().Be(expected);
    }

    [TestCase("role = admin*")]
    [TestCase("role != admin")]
    [TestCase("role:admin")]
    [TestCase("name = admin")]
    [TestCase("role = admin AND a")]
    [TestCase("-role = admin")]
    [TestCase("admin")]
    public void Anything_else_is_not_role_only(string text)
    {
        Parse(text).IsRoleOnly(out var role).Should().BeFalse();

        role.Should().BeNull();
    }

    [TestCase("a", "b")]
    [TestCase("user-1", "user-2")]
    [TestCase("a\uD7FF", "a\uE000")]
    [TestCase("a\uFFFF", "a\U00010000")]
    [TestCase("a\U0010FFFF", "b")]
    [TestCase("\U0010FFFF", null)]
    [TestCase("", null)]
    public void Prefix_range_ends_at_the_next_text_without_the_prefix(string prefix, string? end)
    {
        PrefixRange.End(prefix).Should().Be(end);
    }

    private static AnyText A => new("a");

    private static AnyText B => new("b");

    private static AnyText C => new("c");

    private static AnyText D => new("d");

    private static UserFilter Parse(string text) => UserFilter.Parse(text)!;

    private static TextComparison Role(UserFilterMatch match, string value) => new(UserFilterField.Role, match, value);
}
