using System.ServiceModel;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

/// <summary>A contract that is not about users and has no compile-time model: protobuf-net's reflective one serializes it.</summary>
[ServiceContract(Name = "zoo.Keeper")]
public interface IKeeper
{
    [OperationContract(Name = "Feed")]
    ValueTask<Animal> FeedAsync(Animal animal);

    [OperationContract(Name = "Walk")]
    ValueTask<Dog> WalkAsync(Dog dog);

    [OperationContract(Name = "Count")]
    ValueTask<Total> CountAsync(Herd herd);

    [OperationContract(Name = "CountAll")]
    ValueTask<Total> CountAllAsync(IAsyncEnumerable<Animal> animals);

    [OperationContract(Name = "Fail")]
    ValueTask<Total> FailAsync(Herd herd, CallContext context = default);
}
