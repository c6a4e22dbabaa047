using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class WrittenPositionsTests
{
    private readonly Queue<TaskCompletionSource<long?>> _reads = [];

    [Test]
    public void What_was_not_written_needs_nothing()
    {
        var positions = Create();

        positions.Of(["ann"]).Should().Be(0);
        positions.OfAll().Should().Be(0);
        positions.Of([]).Should().Be(0);
    }

    [Test]
    public async Task A_position_is_not_known_until_one_was_read_that_is_later_than_the_write()
    {
        var positions = Create();

        positions.Add(["ann"]);
        positions.Add(["bob"]); // while the first position is being read: that may be one from before this write
        positions.Of(["ann"]).Should().BeNull();
        positions.OfAll().Should().BeNull();

        Read(100);
        await Patience.UntilAsync(() => positions.Of(["ann"]) == 100, () => $"the position is {positions.Of(["ann"])}");
        positions.Of(["bob"]).Should().BeNull();
        positions.Of(["ann", "bob"]).Should().BeNull();
        positions.OfAll().Should().BeNull();

        Read(200);
        await Patience.UntilAsync(() => positions.OfAll() == 200, () => $"the position is {positions.OfAll()}");
        positions.Of(["ann"]).Should().Be(100);
        positions.Of(["ann", "bob"]).Should().Be(200);
    }

    [Test]
    public async Task A_position_does_not_go_back()
    {
        var positions = Create(); // another primary may have written less than the one before it

        positions.Add(["ann"]);
        Read(200);
        await Patience.UntilAsync(() => positions.OfAll() == 200, () => $"the position is {positions.OfAll()}");
        positions.Add(["ann"]);
        Read(100);

        await Patience.UntilAsync(() => positions.Of(["ann"]) == 200, () => $"the position is {positions.Of(["ann"])}");
    }

    private WrittenPositions Create() => new(() =>
    {
        lock (_reads)
        {
            var read = new TaskCompletionSource<long?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _reads.Enqueue(read);

            return read.Task;
        }
    });

    private void Read(long position)
    {
        var limit = Patience.In(Patience.Limit);
        while (true)
        {
            lock (_reads)
            {
                if (_reads.TryDequeue(out var read))
                {
                    read.SetResult(position);

                    return;
                }
            }

            TimeProvider.System.GetUtcNow().UtcDateTime.Should().BeBefore(limit);
        }
    }
}
