using CsCheck;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>What a filter finds, whatever the database. Each database derives its own.</summary>
public abstract class FilterContractTests
{
    [Test]
    public void Deepest_and_widest_filters_run()
    {
        Insert([new FilteredUser("x", "x", "x", "x", 0, 0)]);
        var deepest = string.Concat(Enumerable.Repeat("-(a OR ", 32)) + "x" + new string(')', 32);
        var alternating = string.Concat(Enumerable.Repeat("(a OR (x AND ", 16)) + "x" + new string(')', 32);
        var widest = string.Join(" OR ", Enumerable.Repeat("a", 100));

        Select(deepest).Should().Equal(0);
        Select(alternating).Should().Equal(0);
        Select(widest).Should().BeEmpty();
        Select($"-({widest})").Should().Equal(0);
    }

    [Test]
    public void Database_and_the_reference_agree_on_every_filter()
    {
        Gen.Select(UserExpression.Any(4), FilteredUser.Any.Array[1, 12]).Sample(
            (expression, users) =>
            {
                Insert(users);
                var expected = users.Index().Where(user => expression.IsMatch(user.Item)).Select(user => user.Index);

                return Select(expression.Text).SequenceEqual(expected);
            },
            iter: Samples.Of(Expressions),
            threads: 1, // one connection
            print: sample => $"{sample.Item1.Text}\n{string.Join('\n', sample.Item2.AsEnumerable())}");
    }

    private protected virtual int Expressions => 10_000;

    /// <summary>Replaces all users by these.</summary>
    private protected abstract void Insert(FilteredUser[] users);

    /// <summary>Returns the indexes of the users that match, in order.</summary>
    private protected abstract List<int> Select(string filter);
}
