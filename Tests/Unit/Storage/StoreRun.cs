using CodeFirst.Server.Storage;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>A store while steps are done with it: the users made so far, dead or alive, and the time.</summary>
/// <param name="users">Keeps the users.</param>
/// <param name="activity">Keeps what they do.</param>
/// <param name="name">Tells the ids of this run from those of others on the same store.</param>
internal sealed class StoreRun(IUserStore users, IActivityStore activity, string name = "")
{
    private int _events;

    public IUserStore Users => users;

    public IActivityStore Activity => activity;

    public List<string> Ids { get; } = [];

    /// <summary>The ETags as this run last read them, by user: after an update they are stale.</summary>
    public Dictionary<string, string> ETags { get; } = [];

    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 18, 24, 16, 250, TimeSpan.Zero);

    /// <summary>An id that is not after those before, as ids need not be.</summary>
    public string NewId() => $"user-{name}{(Ids.Count + 1) * 7919 % 10007:D5}";

    public string NewEventId() => $"event-{name}{_events++}";

    /// <summary>One of the users, or now and then nobody.</summary>
    public string IdOf(int user) => user % (Ids.Count + 1) is var i && i < Ids.Count ? Ids[i] : "nobody";
}
