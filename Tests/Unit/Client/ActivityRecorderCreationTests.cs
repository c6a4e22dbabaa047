using CodeFirst.Client;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>With which options a recorder is made, and what it takes along from where it is made.</summary>
public sealed class ActivityRecorderCreationTests : RecorderTests
{
    [Test]
    public void A_recorder_without_room_is_refused()
    {
        var make = () => new ActivityRecorder(Service.Users, new ActivityRecorderOptions { MaxUnanswered = 0 });

        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static IEnumerable<ActivityRecorderOptions> WithoutWaits()
    {
        foreach (var time in new[] { TimeSpan.FromMilliseconds(-2), TimeSpan.FromHours(25), TimeSpan.MaxValue })
        {
            yield return new ActivityRecorderOptions { IdleTimeout = time };
            yield return new ActivityRecorderOptions { DisposeTimeout = time };
        }
    }

    [TestCaseSource(nameof(WithoutWaits))]
    public void A_recorder_that_would_wait_for_a_time_that_cannot_be_waited_for_is_refused(ActivityRecorderOptions options)
    {
        var make = () => new ActivityRecorder(Service.Users, options);

        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage(
            "IdleTimeout and DisposeTimeout are times from zero to a day, or Timeout.InfiniteTimeSpan for no end.*");
    }

    [Test]
    public async Task A_recorder_leaves_the_context_in_which_it_is_made()
    {
        var request = new AsyncLocal<string?> { Value = "the first request" };
        var seen = "nothing";
        Service.Hold = _ =>
        {
            seen = request.Value;

            return Task.CompletedTask;
        };
        await using var recorder = Recorder();

        await recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        seen.Should().BeNull();
    }
}
