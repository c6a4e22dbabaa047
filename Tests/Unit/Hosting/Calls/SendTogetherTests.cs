using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CodeFirst.Hosting;
using Grpc.Core;

namespace CodeFirst.Tests.Unit.Hosting.Calls;

public sealed class SendTogetherTests
{
    [Test]
    public async Task Responses_that_are_ready_are_buffered_and_every_sixty_fourth_is_sent()
    {
        var sent = await SendAsync(Numbers(130));

        sent.Select(one => one.Number).Should().Equal(Enumerable.Range(0, 130));
        sent.Where(one => !one.IsBuffered).Select(one => one.Number).Should().Equal(63, 127);
    }

    [Test]
    public async Task Response_before_a_pause_is_sent_at_once()
    {
        var paused = Channel.CreateUnbounded<int>();
        paused.Writer.TryWrite(1);
        paused.Writer.TryWrite(2);
        var context = new CallWithWriteOptions();
        await using var responses = paused.Reader.ReadAllAsync().SendTogether(context).GetAsyncEnumerator();

        (await responses.MoveNextAsync()).Should().BeTrue();
        context.IsBuffered.Should().BeTrue("the second is there");
        (await responses.MoveNextAsync()).Should().BeTrue();

        context.IsBuffered.Should().BeFalse("the third is not");
        paused.Writer.Complete();
        (await responses.MoveNextAsync()).Should().BeFalse();
    }

    [Test]
    public async Task Failure_comes_after_the_responses_before_it()
    {
        var received = new List<int>();

        var reading = async () =>
        {
            await foreach (var number in Failing().SendTogether(new CallWithWriteOptions()))
            {
                received.Add(number);
            }
        };

        await reading.Should().ThrowAsync<InvalidOperationException>().WithMessage("Mine.");
        received.Should().Equal(1, 2);

        static async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            await Task.Yield();
            yield return 2;
            throw new InvalidOperationException("Mine.");
        }
    }

    [Test]
    public async Task Stream_that_is_left_in_the_middle_ends_its_source()
    {
        var isEnded = false;

        await foreach (var number in Endless().SendTogether(new CallWithWriteOptions()))
        {
            number.Should().Be(1);
            break;
        }

        isEnded.Should().BeTrue();

        async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                yield return 1;
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                isEnded = true;
            }
        }
    }

    [Test]
    public async Task Without_a_call_the_responses_are_the_same()
    {
        (await Numbers(3).SendTogether(context: null).ToListAsync()).Should().Equal(0, 1, 2);
    }

    private static async Task<List<(int Number, bool IsBuffered)>> SendAsync(IAsyncEnumerable<int> responses)
    {
        var context = new CallWithWriteOptions();
        var sent = new List<(int Number, bool IsBuffered)>();
        await foreach (var number in responses.SendTogether(context))
        {
            sent.Add((number, context.IsBuffered));
        }

        return sent;
    }

    private static IAsyncEnumerable<int> Numbers(int count) => Enumerable.Range(0, count).ToAsyncEnumerable();

    private sealed class CallWithWriteOptions : ServerCallContext
    {
        public bool IsBuffered => WriteOptions?.Flags == WriteFlags.BufferHint;

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override string MethodCore => throw new NotSupportedException();

        protected override string HostCore => throw new NotSupportedException();

        protected override string PeerCore => throw new NotSupportedException();

        protected override DateTime DeadlineCore => throw new NotSupportedException();

        protected override Metadata RequestHeadersCore => throw new NotSupportedException();

        protected override CancellationToken CancellationTokenCore => throw new NotSupportedException();

        protected override Metadata ResponseTrailersCore => throw new NotSupportedException();

        protected override Status StatusCore
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        protected override AuthContext AuthContextCore => throw new NotSupportedException();

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => throw new NotSupportedException();
    }
}
