using System.Globalization;
using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users.Filters;
using CsCheck;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>
/// What <see cref="IUserStore"/> and <see cref="IActivityStore"/> promise, whatever the database, also when another server works on
/// it. A store derives its own.
/// </summary>
public abstract class StoreContractTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, 250, TimeSpan.Zero);

    private static readonly Gen<StoreStep[]> Steps = StoreStep.Any.Array[1, 40];

    /// <summary>Gets how many random runs are compared with the model.</summary>
    private protected virtual int ModelRuns => 150;

    [Test]
    public async Task Store_does_what_a_dictionary_would_do()
    {
        await Steps.SampleAsync(
            async steps =>
            {
                await using var stores = await OpenAsync();
                var model = new StoreModel();
                var (real, simple) = (new StoreRun(stores.Users, stores.Activity), new StoreRun(model, model));
                foreach (var step in steps)
                {
                    var expected = await step.DoAsync(simple);
                    var actual = await step.DoAsync(real);
                    if (actual != expected)
                    {
                        throw new AssertionException($"{step}:\nexpected {expected}\nbut got  {actual}");
                    }
                }
            },
            iter: Samples.Of(ModelRuns),
            threads: 1,
            print: steps => string.Join("\n", steps.Select(step => step.ToString())));
    }

    [Test]
    public async Task Whatever_is_done_at_once_leaves_the_store_in_order()
    {
        const int Runs = 4;

        await Steps.Array[Runs].SampleAsync(
            async all =>
            {
                await using var stores = await OpenAsync();
                await using var others = await stores.OpenAnotherAsync();
                await Task.WhenAll(all.Select((steps, i) => Task.Run(async () =>
                {
                    var mine = i % 2 == 0 ? stores : others;
                    var run = new StoreRun(mine.Users, mine.Activity, $"{i}-");
                    foreach (var step in steps)
                    {
                        await step.DoAsync(run);
                        run.Ids.AddRange(all.Select((_, other) => $"user-{other}-07919").Except(run.Ids)); // the first user of each
                    }
                })));

                await ShouldBeInOrderAsync(stores);
            },
            iter: Samples.Of(20),
            threads: 1);
    }

    [Test]
    public async Task Of_concurrent_creations_with_one_email_one_succeeds()
    {
        await using var stores = await OpenAsync();
        await using var others = await stores.OpenAnotherAsync();

        var creations = Enumerable.Range(0, 50)
            .Select(i => Task.Run(() => (i % 2 == 0 ? stores : others).Users.CreateAsync(
                NewUser(i) with { Email = i % 4 < 2 ? "a@b" : "A@B" }, default).AsTask()))
            .ToList();
        await ((Task)Task.WhenAll(creations)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        creations.Should().ContainSingle(creation => creation.IsCompletedSuccessfully);
        creations.Where(creation => creation.IsFaulted).Should().HaveCount(49)
            .And.OnlyContain(creation => creation.Exception!.InnerException is EmailTakenException);
        (await stores.Users.ListAsync(null, "", 10, default)).TotalCount.Should().Be(1);
    }

    [Test]
    public async Task Concurrent_creations_with_one_request_id_create_one_user()
    {
        await using var stores = await OpenAsync();
        await using var others = await stores.OpenAnotherAsync();

        var users = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => (i % 2 == 0 ? stores : others).Users.CreateAsync(NewUser(i) with { Email = "a@b", RequestId = "r" }, default).AsTask())));

        users.Should().AllBeEquivalentTo(users[0]);
        (await stores.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(users[0]);
    }

    [Test]
    public async Task Concurrent_updates_of_one_user_lose_nothing()
    {
        await using var stores = await OpenAsync();
        await using var others = await stores.OpenAnotherAsync();
        var user = await stores.Users.CreateAsync(NewUser(0) with { Name = "0" }, default);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => (i % 2 == 0 ? stores : others).Users.UpdateAsync(user.Id, old => Increment(old, i), default).AsTask())));

        (await stores.Users.FindAsync(user.Id, default))!.Name.Should().Be("50");
        (await stores.Activity.ReadAsync(user.Id, 0, 100, default)).Should().HaveCount(51);

        static UserChange Increment(User old, int i) => new(
            (int.Parse(old.Name, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture),
            old.Email,
            "",
            NewEvent(old.Id, $"u{i}"));
    }

    [Test]
    public async Task Concurrent_appends_give_sequences_without_gaps()
    {
        await using var stores = await OpenAsync();
        await using var others = await stores.OpenAnotherAsync();
        var user = await stores.Users.CreateAsync(NewUser(0), default);

        var sequences = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => (i % 2 == 0 ? stores : others).Activity.AppendAsync(
                [NewEvent(user.Id, $"a{i}"), NewEvent(user.Id, $"b{i}")], default).AsTask())));

        sequences.SelectMany(pair => pair).Order().Should().Equal(Enumerable.Range(2, 100).Select(i => (long)i));
        sequences.Should().OnlyContain(pair => pair[1] == pair[0] + 1);
    }

    [Test]
    public async Task Page_and_total_are_of_one_moment()
    {
        await using var stores = await OpenAsync();
        var filter = UserFilter.Parse("role = r");
        var word = UserFilter.Parse("name:ann");
        var isDone = false;

        var changing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var user = await stores.Users.CreateAsync(NewUser(i) with { Role = "r" }, default);
                if (i % 3 == 0)
                {
                    await stores.Users.DeleteAsync(user.Id, _ => { }, default);
                }
            }

            Volatile.Write(ref isDone, true);
        });
        while (!Volatile.Read(ref isDone))
        {
            foreach (var one in new[] { null, filter, word })
            {
                var page = await stores.Users.ListAsync(one, "", 1000, default);
                page.TotalCount.Should().Be(page.Users.Count);
            }
        }

        await changing;
    }

    [Test]
    public async Task Change_that_throws_undoes_everything()
    {
        await using var stores = await OpenAsync();
        var user = await stores.Users.CreateAsync(NewUser(0), default);

        var update = stores.Users.UpdateAsync(user.Id, _ => throw new InvalidOperationException("Mine."), default);
        var deletion = stores.Users.DeleteAsync(user.Id, _ => throw new InvalidOperationException("Mine."), default);

        await FluentActions.Awaiting(() => update.AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage("Mine.");
        await FluentActions.Awaiting(() => deletion.AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage("Mine.");
        (await stores.Users.FindAsync(user.Id, default)).Should().Be(user);
        (await stores.Activity.ReadAsync(user.Id, 0, 10, default)).Should().ContainSingle();
    }

    [Test]
    public async Task Work_that_was_cancelled_before_it_began_does_not_happen()
    {
        await using var stores = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);

        var creation = stores.Users.CreateAsync(NewUser(0), cancelled);

        await FluentActions.Awaiting(() => creation.AsTask()).Should().ThrowAsync<OperationCanceledException>();
        (await stores.Users.ListAsync(null, "", 10, default)).TotalCount.Should().Be(0);
    }

    [Test]
    public async Task Key_of_page_tokens_is_secret()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        first.Users.PageTokenKey.Length.Should().Be(32);
        first.Users.PageTokenKey.ToArray().Should().NotEqual(second.Users.PageTokenKey.ToArray());
    }

    private static async Task ShouldBeInOrderAsync(OpenStores stores)
    {
        var all = await stores.Users.ListAsync(null, "", 1000, default);
        all.TotalCount.Should().Be(all.Users.Count);
        all.Users.Select(user => user.Id).Should().BeInAscendingOrder(StringComparer.Ordinal);
        all.Users.Select(user => user.Email).Should().OnlyHaveUniqueItems(email => email.ToLowerInvariant());
        foreach (var role in all.Users.GroupBy(user => user.Role))
        {
            var page = await stores.Users.ListAsync(UserFilter.Parse($"role = \"{role.Key}\""), "", 1, default);
            page.TotalCount.Should().Be(role.Count());
        }

        foreach (var user in all.Users)
        {
            var events = await stores.Activity.ReadAsync(user.Id, 0, 1000, default);
            events!.Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, events!.Count).Select(i => (long)i));
            events!.Select(one => one.EventId).Should().OnlyHaveUniqueItems();
            user.ETag.Should().Be(ETag.Of(1 + events!.Count(one => one.EventType == "user.updated")));
        }
    }

    /// <summary>Opens an empty database.</summary>
    private protected abstract Task<OpenStores> OpenAsync();

    private static NewUser NewUser(int i) =>
        new($"user-{i:D3}", "Ann", $"a{i}@b", "", Now, "", Now.AddHours(-24), NewEvent($"user-{i:D3}", "created"));

    private static NewEvent NewEvent(string userId, string eventId) => new(userId, eventId, "type", "", Now);
}
