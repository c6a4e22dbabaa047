using System.Collections.Concurrent;
using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;
using Grpc.Net.Client;

namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>
/// Callers at work on several servers, as the contract tells them to be: one who is told UNAVAILABLE goes to the next server,
/// repeats a creation with its request_id, sends again the events that were not answered, follows on after the last event it has.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const string LastEvent = "last";

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<User> _created = [];
    private readonly ConcurrentDictionary<string, long> _recorded = new();
    private readonly List<(List<long> Received, Task Task)> _followers = [];
    private readonly List<Task> _callers = [];
    private GrpcChannel[] _channels;
    private int _failures;

    private Load(IEnumerable<ServerProcess> servers)
    {
        _channels = [.. servers.Select(server => server.Connect())];
    }

    /// <summary>The user whose events are recorded and followed.</summary>
    public User User { get; private set; } = null!;

    public IReadOnlyCollection<User> Created => _created;

    /// <summary>Gets how often callers had to go on elsewhere.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public static async Task<Load> StartAsync(params IEnumerable<ServerProcess> servers)
    {
        var load = new Load(servers);
        load.User = await load.Client(0).CreateUserAsync(NewUser(), deadline: Patience.Deadline);
        for (var i = 0; i < load._channels.Length; i++)
        {
            var (server, received) = (i, new List<long>());
            load._callers.Add(Task.Run(() => load.CreateAsync(server)));
            load._callers.Add(Task.Run(() => load.RecordAsync(server)));
            load._followers.Add((received, Task.Run(() => load.FollowAsync(server, received))));
        }

        await load.ShouldGetOnAsync();

        return load;
    }

    /// <summary>From now on, these are the servers.</summary>
    public void Use(params IEnumerable<ServerProcess> servers) => _channels = [.. servers.Select(server => server.Connect())];

    /// <summary>Waits until callers have failed so often.</summary>
    public async Task ShouldFailAsync(int count)
    {
        var failures = Failures;
        var limit = Patience.In(Patience.Limit);
        while (Failures < failures + count)
        {
            TimeProvider.System.GetUtcNow().UtcDateTime.Should().BeBefore(limit, $"{Failures - failures} calls failed");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until every kind of caller has got somewhat further.</summary>
    public async Task ShouldGetOnAsync()
    {
        var (created, recorded) = (_created.Count, _recorded.Count);
        var received = _followers.Select(follower => follower.Received.Count).ToList();
        var limit = Patience.In(Patience.Limit);
        while (_created.Count < created + 50
            || _recorded.Count < recorded + 200
            || _followers.Where((follower, i) => follower.Received.Count < received[i] + 100).Any())
        {
            if (_callers.Concat(_followers.Select(follower => follower.Task)).FirstOrDefault(task => task.IsFaulted) is { } faulted)
            {
                await faulted;
            }

            TimeProvider.System.GetUtcNow().UtcDateTime.Should().BeBefore(
                limit,
                $"{_created.Count - created} users were created, {_recorded.Count - recorded} events recorded, and"
                + $" {string.Join(", ", _followers.Select((follower, i) => follower.Received.Count - received[i]))} received");
            await Task.Delay(20);
        }
    }

    /// <summary>Stops, and checks that what was answered is there, and that the followers have all of it once and in order.</summary>
    public async Task ShouldHaveLostNothingAsync()
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_callers);
        await RecordLastAsync();
        await Task.WhenAll(_followers.Select(follower => follower.Task)).WaitAsync(Patience.Limit);

        var stored = await Client(0).StreamUserActivity(new StreamActivityRequest { UserId = User.Id }, deadline: Patience.Deadline)
            .ResponseStream.ReadAllAsync().ToListAsync();
        stored.Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, stored.Count).Select(i => (long)i));
        stored.Select(one => one.EventId).Should().OnlyHaveUniqueItems();
        var sequences = stored.ToDictionary(one => one.EventId, one => one.Sequence);
        foreach (var (eventId, sequence) in _recorded)
        {
            sequences[eventId].Should().Be(sequence);
        }

        foreach (var user in _created)
        {
            (await Client(0).GetUserAsync(new GetUserRequest { Id = user.Id }, deadline: Patience.Deadline)).Should().Be(user);
        }

        foreach (var (received, _) in _followers)
        {
            received.Should().Equal(stored.Select(one => one.Sequence));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _ended.CancelAsync();
        await Task.WhenAll([.. _callers, .. _followers.Select(follower => follower.Task)]).WaitAsync(Patience.Limit)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
        _ended.Dispose();
    }

    private static CreateUserRequest NewUser() => new() { Name = "Ann", Email = Unique.Email(), RequestId = $"{Guid.NewGuid()}" };

    private UserService.UserServiceClient Client(int i) => new(_channels[i % _channels.Length]);

    // Who follows goes home.
    private async Task RecordLastAsync()
    {
        using var call = Client(0).RecordActivity(deadline: Patience.Deadline);
        await call.RequestStream.WriteAsync(new RecordActivityRequest { UserId = User.Id, EventType = LastEvent });
        (await call.ResponseStream.MoveNext()).Should().BeTrue();
    }

    private async Task CreateAsync(int server)
    {
        while (!_stopped.IsCancellationRequested)
        {
            var request = NewUser();
            for (User? created = null; created is null;)
            {
                created = await TryAsync(async () => await Client(server).CreateUserAsync(request, deadline: Patience.In(CallLimit)));
                if (created is null)
                {
                    server++;
                }
                else
                {
                    created.Email.Should().Be(request.Email);
                    _created.Enqueue(created);
                }
            }
        }
    }

    private async Task RecordAsync(int recorder)
    {
        var next = 0;
        for (var server = recorder; !_stopped.IsCancellationRequested; server++)
        {
            await TryAsync(async () =>
            {
                using var call = Client(server).RecordActivity();
                while (!_stopped.IsCancellationRequested)
                {
                    var sent = Enumerable.Range(next, 20).Select(i => $"{recorder}:{i}").ToList();
                    foreach (var eventId in sent)
                    {
                        await call.RequestStream.WriteAsync(
                            new RecordActivityRequest { UserId = User.Id, EventType = "load", EventId = eventId });
                    }

                    foreach (var eventId in sent)
                    {
                        (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience.Limit)).Should().BeTrue();
                        call.ResponseStream.Current.EventId.Should().Be(eventId);
                        _recorded.TryAdd(eventId, call.ResponseStream.Current.Sequence);
                        next++;
                    }
                }

                return "";
            });
        }
    }

    private async Task FollowAsync(int server, List<long> received)
    {
        for (var isDone = false; !isDone && !_ended.IsCancellationRequested; server++)
        {
            await TryAsync(async () =>
            {
                using var call = Client(server).StreamUserActivity(
                    new StreamActivityRequest { UserId = User.Id, Follow = true, AfterSequence = received.LastOrDefault() },
                    cancellationToken: _ended.Token);
                while (!isDone && await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience.Limit))
                {
                    call.ResponseStream.Current.Sequence.Should().Be(received.LastOrDefault() + 1, "no event is missed or repeated");
                    received.Add(call.ResponseStream.Current.Sequence);
                    isDone = call.ResponseStream.Current.EventType == LastEvent;
                }

                return "";
            });
        }
    }

    private async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsToRepeat(exception))
        {
            Interlocked.Increment(ref _failures);
            await Task.Delay(20);

            return null;
        }
    }

    private static bool IsToRepeat(Exception exception) => exception switch
    {
        IOException => true, // of a message that was being sent
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled } => true,
        RpcException { StatusCode: StatusCode.ResourceExhausted } => true, // the disk is full
        RpcException { Status.DebugException: HttpRequestException } => true, // INTERNAL: the connection was closed while a call began
        _ => false,
    };
}
