using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users.Filters;
using CsCheck;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>
/// Something to do with a store. Values come from small sets, so that steps meet; what a step gives back is written as text, so
/// that two stores can be compared.
/// </summary>
internal abstract record StoreStep
{
    private static readonly Gen<string> Names = Gen.OneOf("Ann", "bea lee", "ÄNNE", "100%_\\*'");
    private static readonly Gen<string> Emails = Gen.OneOf("a@b", "A@B", "c@b", "d@e.org", "f@g", "h@i");
    private static readonly Gen<string> Roles = Gen.OneOf("", "admin", "r_2");
    private static readonly Gen<string> RequestIds = Gen.OneOf("", "", "", "r1", "r2");
    private static readonly Gen<string> EventIds = Gen.OneOf("e1", "e2", "e3", "E1");
    private static readonly Gen<string> Filters = Gen.OneOf([.. StoreModel.Filters.Keys]);
    private static readonly Gen<int> Users = Gen.Int[0, 9];
    private static readonly Gen<int> Few = Gen.Int[1, 4];

    public static Gen<StoreStep> Any { get; } = Gen.Frequency(
        (6, Gen.Select(Names, Emails, Roles, RequestIds, Few, (name, email, role, requestId, hours) =>
            (StoreStep)new Create(name, email, role, requestId, hours * 4))),
        (4, Gen.Select(Users, Names, Emails, Roles, Gen.Bool, (user, name, email, role, isGuarded) =>
            (StoreStep)new Update(user, name, email, role, isGuarded))),
        (1, Users.Select(user => (StoreStep)new NoUpdate(user))),
        (2, Gen.Select(Users, Gen.Bool, (user, isGuarded) => (StoreStep)new Delete(user, isGuarded))),
        (4, Gen.Select(Users, EventIds).Array[0, 5].Select(events => (StoreStep)new Append(events))),
        (3, Gen.Select(Filters, Users, Few, (filter, after, size) => (StoreStep)new List(filter, after, size))),
        (3, Users.Select(user => (StoreStep)new Find(user))),
        (3, Gen.Select(Users, Gen.Int[0, 6], Few, (user, after, limit) => (StoreStep)new Read(user, after, limit))));

    /// <summary>Does it and returns everything the store says.</summary>
    public async Task<string> DoAsync(StoreRun run)
    {
        try
        {
            return await RunAsync(run);
        }
        catch (EmailTakenException)
        {
            return "the e-mail is taken";
        }
        catch (StaleException exception)
        {
            return $"stale: {exception.Message}";
        }
    }

    protected abstract Task<string> RunAsync(StoreRun run);

    // As the service does with the ETag of a request: it throws in the middle of the store's work.
    private static void Check(StoreRun run, User user, bool isGuarded)
    {
        if (isGuarded && run.ETags.TryGetValue(user.Id, out var seen) && seen != user.ETag)
        {
            throw new StaleException($"{user}");
        }
    }

    private sealed class StaleException(string message) : Exception(message);

    private sealed record Create(string Name, string Email, string Role, string RequestId, int HoursLater) : StoreStep
    {
        protected override async Task<string> RunAsync(StoreRun run)
        {
            run.Now += TimeSpan.FromHours(HoursLater);
            var id = run.NewId();
            var user = await run.Users.CreateAsync(
                new NewUser(
                    id,
                    Name,
                    Email,
                    Role,
                    run.Now,
                    RequestId,
                    run.Now.AddHours(-24),
                    new NewEvent(id, "created", "user.created", "", run.Now)),
                default);
            if (user.Id == id)
            {
                run.Ids.Add(id);
                run.ETags[id] = user.ETag;
            }

            return user.ToString();
        }
    }

    private sealed record Update(int User, string Name, string Email, string Role, bool IsGuarded) : StoreStep
    {
        protected override async Task<string> RunAsync(StoreRun run)
        {
            run.Now += TimeSpan.FromMinutes(1);
            var id = run.IdOf(User);
            var updated = new NewEvent(id, run.NewEventId(), "user.updated", "", run.Now);
            string? before = null;
            var user = await run.Users.UpdateAsync(
                id,
                old =>
                {
                    Check(run, old, IsGuarded);
                    before = old.ToString();

                    return new UserChange(Name, Email, Role, updated);
                },
                default);

            return $"{before} became {user}";
        }
    }

    private sealed record NoUpdate(int User) : StoreStep
    {
        protected override async Task<string> RunAsync(StoreRun run) =>
            $"{await run.Users.UpdateAsync(run.IdOf(User), _ => null, default)}";
    }

    private sealed record Delete(int User, bool IsGuarded) : StoreStep
    {
        protected override async Task<string> RunAsync(StoreRun run)
        {
            string? before = null;
            var isDeleted = await run.Users.DeleteAsync(
                run.IdOf(User),
                old =>
                {
                    Check(run, old, IsGuarded);
                    before = old.ToString();
                },
                default);

            return $"{before} {isDeleted}";
        }
    }

    private sealed record Append((int User, string Id)[] Events) : StoreStep
    {
        public override string ToString() => $"Append {string.Join(", ", Events)}";

        protected override async Task<string> RunAsync(StoreRun run)
        {
            var events = Events.Select(one => new NewEvent(run.IdOf(one.User), one.Id, "type", "text", run.Now)).ToList();

            return string.Join(", ", await run.Activity.AppendAsync(events, default));
        }
    }

    private sealed record List(string Filter, int After, int Size) : StoreStep
    {
        protected override async Task<string> RunAsync(StoreRun run)
        {
            var afterId = After % 2 == 0 ? "" : run.IdOf(After);
            var page = await run.Users.ListAsync(UserFilter.Parse(Filter), afterId, Size, default);

            return $"{string.Join("\n", page.Users)} more: {page.HasMore} of {page.TotalCount}";
        }
    }

    private sealed record Find(int User) : StoreStep
    {
        protected override async Task<string> RunAsync(StoreRun run)
        {
            var user = await run.Users.FindAsync(run.IdOf(User), default);
            if (user is not null)
            {
                run.ETags[user.Id] = user.ETag;
            }

            return $"{user}";
        }
    }

    private sealed record Read(int User, int After, int Limit) : StoreStep
    {
        protected override async Task<string> RunAsync(StoreRun run) =>
            await run.Activity.ReadAsync(run.IdOf(User), After, Limit, default) is { } events ? string.Join("\n", events) : "unknown";
    }
}
