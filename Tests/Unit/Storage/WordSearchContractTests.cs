using System.Globalization;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users.Filters;
using CsCheck;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>A search through an index of words gives what looking at every user gives. Each database derives its own.</summary>
public abstract class WordSearchContractTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    // What letters may be folded or taken apart, what a query language or LIKE reads as its own, and what lies outside the alphabets.
    private static readonly string[] Parts =
    [
        "a", "A", "ann", "b", "i", "I", "İ", "ı", "ß", "ẞ", "ss", "Σ", "σ", "ς", "é", "É", "e\u0301", "\u0307", "ﬀ", "\u212A", "\u212B",
        "ǆ", "ǅ", "Ǆ", "ⓐ", "Ⓐ", "日本語", "ก็", "\U00010400", "\U00010428", "😀", "👩\u200D💻", "'", "\"", "%", "_", "*", "\\", "-", "^",
        ":", "(", ")", "{", "AND", " OR ", "NEAR(", " ", "\u00A0", "\u200B", "\uFEFF", "\uFFFE", "\uFFFF", "\uD7FF", "\uE000",
        "\U0010FFFF", "7", "77", "@b.org",
    ];

    // Few of them at a time, so that words are found.
    private static readonly Gen<Case> Cases = Gen.OneOf(Parts).Array[2, 4].SelectMany(parts =>
    {
        var text = Gen.OneOf(parts).Array[0, 7].Select(string.Concat);
        var word = Gen.OneOf(parts).Array[0, 4].Select(string.Concat);

        return Gen.Select(
            Gen.Select(text, text, Gen.OneOf("", "admin"), (name, email, role) => (name, email, role)).Array[1, 40],
            Gen.Select(Gen.Int[0, 39], text, Gen.Int[0, 2], (user, name, what) => (user, name, what)).Array[0, 20],
            UserExpression.Search(word, 2).Array[12],
            (users, changes, filters) => new Case(users, changes, filters));
    });

    /// <summary>Gets how many random sets of users are searched.</summary>
    private protected abstract int Runs { get; }

    [Test]
    public async Task Index_and_scan_find_the_same_users()
    {
        var found = 0;

        await Cases.SampleAsync(
            async one =>
            {
                await using var searched = await OpenAsync();
                var users = await FillAsync(searched, one);
                foreach (var filter in one.Filters)
                {
                    var expected = users.Where(user => filter.IsMatch(user.Value)).Select(user => user.Key).ToList();
                    var actual = await ListAsync(searched.Users, filter.Text, size: 1 + (users.Count / 3));
                    found += expected.Count;
                    actual.Should().Equal(expected, "{0} matches them", filter.Text);
                }
            },
            iter: Samples.Of(Runs),
            threads: 1,
            print: one => one.ToString());

        found.Should().BePositive();
    }

    [Test]
    public async Task Deepest_and_widest_searches_run()
    {
        await using var searched = await OpenAsync();
        await FillAsync(searched, new Case([("xxx yyy", "a@b.org", "")], [], []));
        var deepest = string.Concat(Enumerable.Repeat("(aaa OR (xxx AND ", 16)) + "yyy" + new string(')', 32);
        var widest = string.Join(" OR ", Enumerable.Repeat("abcdefghij", 99).Append("yyy"));
        var narrowest = string.Join(" ", Enumerable.Repeat("xxx", 100));

        (await ListAsync(searched.Users, deepest, 1)).Should().ContainSingle();
        (await ListAsync(searched.Users, widest, 1)).Should().ContainSingle();
        (await ListAsync(searched.Users, narrowest, 1)).Should().ContainSingle();
        (await ListAsync(searched.Users, $"\"{new string('a', 1990)}\"", 1)).Should().BeEmpty();
    }

    /// <summary>Opens an empty store that searches through its index whatever that costs.</summary>
    private protected abstract Task<SearchedStore> OpenAsync();

    private static async Task<SortedDictionary<string, FilteredUser>> FillAsync(SearchedStore searched, Case one)
    {
        var users = new SortedDictionary<string, FilteredUser>(StringComparer.Ordinal);
        foreach (var (i, (name, email, role)) in one.Users.Index())
        {
            // E-mails are unique, which the names need not be.
            var user = new FilteredUser(
                string.Create(CultureInfo.InvariantCulture, $"user-{i * 7 % 41:D2}"), name, $"{email}.{i}.", role, 0, 0);
            users.Add(user.Id, user);
            await searched.Users.CreateAsync(
                new NewUser(
                    user.Id, user.Name, user.Email, user.Role, Now, "", Now,
                    new NewEvent(user.Id, "created", "user.created", "", Now)),
                default);
            if (i % 9 == 8)
            {
                await searched.IndexAsync(); // the last of them stay behind the index
            }
        }

        foreach (var (i, (number, name, what)) in one.Changes.Index())
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"user-{number:D2}");
            if (what == 0 && await searched.Users.DeleteAsync(id, _ => { }, default))
            {
                users.Remove(id);
            }
            else if (users.TryGetValue(id, out var user))
            {
                users[id] = what == 1 ? user with { Name = name } : user with { Role = "admin" };
                await searched.Users.UpdateAsync(
                    id,
                    _ => new UserChange(
                        users[id].Name, user.Email, users[id].Role,
                        new NewEvent(id, string.Create(CultureInfo.InvariantCulture, $"changed-{i}"), "user.updated", "", Now)),
                    default);
            }

            if (i % 5 == 4)
            {
                await searched.IndexAsync();
            }
        }

        return users;
    }

    private static async Task<List<string>> ListAsync(IUserStore store, string filter, int size)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = await store.ListAsync(UserFilter.Parse(filter), ids.LastOrDefault() ?? "", size, default);
            ids.AddRange(page.Users.Select(user => user.Id));
            if (!page.HasMore)
            {
                page.TotalCount.Should().Be(ids.Count, "{0} has them", filter);

                return ids;
            }
        }
    }

    private protected sealed record SearchedStore(IUserStore Users, Func<Task> IndexAsync, Func<ValueTask> Close) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Close();
    }

    private sealed record Case(
        (string Name, string Email, string Role)[] Users, (int User, string Name, int What)[] Changes, UserExpression[] Filters)
    {
        public override string ToString() =>
            $"{string.Join('\n', Users)}\n{string.Join('\n', Changes)}\n{string.Join('\n', Filters.Select(one => one.Text))}";
    }
}
