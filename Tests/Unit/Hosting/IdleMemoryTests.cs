using CodeFirst.Hosting.Start;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class IdleMemoryTests
{
    private const long Busy = 1 << 20;

    private readonly FakeTimeProvider _clock = new();
    private readonly Lifetime _lifetime = new();
    private long _allocated;
    private int _collections;

    [OneTimeTearDown]
    public void Forget() => _lifetime.Dispose();

    [SetUp]
    public void Begin() => (_allocated, _collections) = (0, 0);

    [Test]
    public async Task Memory_is_given_back_once_when_the_calls_are_over()
    {
        using var memory = await StartAsync();

        PassIntervals(5, Busy);
        var during = _collections;
        PassIntervals(1, IdleMemory.MostOfQuiet);
        var after = _collections;
        PassIntervals(1_000, IdleMemory.MostOfQuiet);

        (during, after, _collections).Should().Be((0, 1, 1), "what timers and probes allocate is not given back again and again");
        PassIntervals(4, Busy);
        PassIntervals(1, 0);
        _collections.Should().Be(2);
    }

    [Test]
    public async Task A_few_calls_are_not_worth_a_collection_until_there_were_many()
    {
        using var memory = await StartAsync();

        PassIntervals(3, Busy);
        PassIntervals(3, 0);
        var few = _collections;
        PassIntervals(1, Busy);
        PassIntervals(1, 0);

        (few, _collections).Should().Be((0, 1));
    }

    [Test]
    public async Task What_the_start_allocates_does_not_count()
    {
        _allocated = 100 * Busy;
        using var memory = await StartAsync();

        PassIntervals(10, 0);

        _collections.Should().Be(0);
    }

    [Test]
    public async Task Cloud_Run_takes_no_memory_back()
    {
        using var memory = await StartAsync(("K_SERVICE", "users"));

        PassIntervals(10, Busy);
        PassIntervals(10, 0);

        _collections.Should().Be(0);
    }

    [Test]
    public async Task A_program_that_stops_does_not_look_any_more()
    {
        using var memory = await StartAsync();

        PassIntervals(10, Busy);
        await memory.StopAsync(CancellationToken.None);
        PassIntervals(10, 0);

        _collections.Should().Be(0);
    }

    private void PassIntervals(int count, long bytes)
    {
        for (var i = 0; i < count; i++)
        {
            _allocated += bytes;
            _clock.Advance(IdleMemory.Interval);
        }
    }

    private async Task<IdleMemory> StartAsync(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value))
            .Build();
        var memory = new IdleMemory(_lifetime, configuration, _clock, NullLogger<IdleMemory>.Instance)
        {
            Allocated = () => _allocated,
            Collect = () => _collections++,
        };
        await memory.StartAsync(CancellationToken.None);
        _lifetime.Start();

        return memory;
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void Start() => _started.Cancel();

        public void StopApplication()
        {
        }

        public void Dispose() => _started.Dispose();
    }
}
