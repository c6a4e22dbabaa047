using CodeFirst.Hosting;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

public sealed class Keeper : IKeeper
{
    /// <summary>Gets what a deaf call waits for, whatever becomes of its caller.</summary>
    public static TaskCompletionSource Freed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<Animal> FeedAsync(Animal animal) => ValueTask.FromResult(animal);

    public ValueTask<Dog> WalkAsync(Dog dog) => ValueTask.FromResult(dog);

    public ValueTask<Total> CountAsync(Herd herd) => ValueTask.FromResult(new Total { Text = Text(herd) });

    public async ValueTask<Total> CountAllAsync(IAsyncEnumerable<Animal> animals) =>
        new() { Text = string.Join(' ', await animals.Select(Text).ToListAsync()) };

    public ValueTask<Total> FailAsync(Herd herd, CallContext context = default) => herd.Reason switch
    {
        "not found" => throw RpcErrors.NotFound("LineItem", "7"),
        "invalid" => throw RpcErrors.InvalidArgument(new FieldViolations { { "reason", "Must be good." }, { "animals", "Must be few." } }),
        "own" => throw new LionException(),
        "slow" => WaitAsync(context.CancellationToken),
        "deaf" => WaitAsync(Freed.Task),
        _ => throw new InvalidOperationException($"secret {herd.Reason}"),
    };

    private static async ValueTask<Total> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

        return new Total();
    }

    private static async ValueTask<Total> WaitAsync(Task end)
    {
        await end;

        return new Total();
    }

    private static string Text(Herd herd) => string.Join(
        ' ', [.. herd.Animals.Select(Text), .. herd.Leaders.Select(leader => $"{leader.Key}={Text(leader.Value)}"), .. Other(herd)]);

    private static string[] Other(Herd herd) => herd.Other is null ? [] : [$"({Text(herd.Other)})"];

    private static string Text(Animal animal) => animal switch
    {
        Puppy puppy => $"{puppy.Name}/{puppy.Age}/{puppy.Vaccinated}",
        Dog dog => $"{dog.Name}/{dog.Age}",
        _ => animal.Name,
    };
}
