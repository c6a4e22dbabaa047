using CodeFirst.Bench.Peers;
using CodeFirst.Proto;

namespace CodeFirst.Bench.ContractFirst;

/// <summary>The sample data as messages that are ready to send: nothing can be cheaper.</summary>
internal sealed class MemoryUsers
{
    private readonly Dictionary<string, int> _index;

    public MemoryUsers(int users, int events)
    {
        All = [.. Enumerable.Range(0, users).Select(User)];
        Events = [.. Enumerable.Range(0, events).Select(Event)];
        _index = All.Select((user, i) => (user.Id, i)).ToDictionary(one => one.Id, one => one.i);
    }

    public User[] All { get; }

    public ActivityEvent[] Events { get; }

    public User? Find(string id) => _index.TryGetValue(id, out var i) ? All[i] : null;

    public int IndexAfter(string id) => id.Length == 0 ? 0 : _index[id] + 1;

    private static User User(int i) => new()
    {
        Id = SampleData.UserId(i),
        Name = SampleData.Name(i),
        Email = SampleData.Email(i),
        Role = SampleData.Role(i),
        CreatedAt = SampleData.Text(SampleData.CreatedAt(i)),
        UpdatedAt = SampleData.Text(SampleData.CreatedAt(i)),
        Etag = "\"1\"",
    };

    private static ActivityEvent Event(int i) => new()
    {
        EventType = SampleData.EventType(i),
        Description = SampleData.Description(i),
        Timestamp = SampleData.Text(SampleData.CreatedAt(i)),
        UserId = SampleData.UserId(0),
        Sequence = i + 1,
        EventId = SampleData.EventId(i),
    };
}
