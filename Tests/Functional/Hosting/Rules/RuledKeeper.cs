using CodeFirst.Hosting;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using Microsoft.AspNetCore.Authorization;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Hosting.Rules;

/// <summary>A keeper with rules on the service and on its methods.</summary>
[Authorize]
public sealed class RuledKeeper : IKeeper
{
    [AllowAnonymous]
    public ValueTask<Animal> FeedAsync(Animal animal) => ValueTask.FromResult(animal);

    public ValueTask<Dog> WalkAsync(Dog dog) => ValueTask.FromResult(dog);

    [Authorize(Roles = "keeper")]
    public ValueTask<Total> CountAsync(Herd herd) => throw RpcErrors.NotFound("Herd", "1");

    [Authorize(Roles = "keeper")]
    public async ValueTask<Total> CountAllAsync(IAsyncEnumerable<Animal> animals) =>
        new() { Text = $"{await animals.CountAsync()}" };

    public ValueTask<Total> FailAsync(Herd herd, CallContext context = default) => throw new InvalidOperationException(herd.Reason);
}
