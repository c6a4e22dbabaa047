using CodeFirst.Tests.Unit.Transcoding.Json;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>
/// Good input with faults for every target. What <c>Tests/Fuzz</c> has found is here as well, or where the tests of that code are.
/// </summary>
public sealed class FuzzTargetTests
{
    private static IEnumerable<string> Names => FuzzTargets.All.Select(target => target.Name);

    [TestCaseSource(nameof(Names))]
    public void Seeds_are_read(string name)
    {
        var target = FuzzTargets.Find(name);

        target.Seeds.Should().NotBeEmpty();
        foreach (var seed in target.Seeds)
        {
            target.Run(seed);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Input_with_faults_is_read_or_refused(string name)
    {
        var target = FuzzTargets.Find(name);
        var random = new Random(1);
        for (var i = 0; i < JsonCase.Rounds; i++)
        {
            var input = Input(target, random);
            try
            {
                target.Run(input);
            }
            catch (Exception exception)
            {
                throw new AssertionException($"{name} does not stand {Convert.ToHexString(input)}: {exception.Message}", exception);
            }
        }
    }

    private static byte[] Input(FuzzTarget target, Random random)
    {
        if (random.Next(10) == 0)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);

            return bytes;
        }

        return Mutation.Of(target.Seeds[random.Next(target.Seeds.Count)], random, target.Pieces);
    }
}
