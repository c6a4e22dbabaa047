// The base is abstract. { Name = "Rex", Dog = { Age = 3 } } is written as 52 02 08 03 0A 03 52 65 78, the derived part first. Other
// languages write fields in the order of their numbers (0A 03 52 65 78 52 02 08 03), and protobuf-net cannot read that.
using System.Collections.Generic;
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc.Configuration;

namespace Zoo;

[Service("zoo.Keeper")]
public interface IKeeper
{
    ValueTask<Animal> FeedAsync(Animal animal);
    ValueTask<Dog> WalkAsync(Dog dog); // the same bytes: a Dog travels as an Animal
    IAsyncEnumerable<Animal> AllAsync();
}

[ProtoContract]
[ProtoInclude(10, typeof(Dog))]
[ProtoInclude(11, typeof(Bird))]
public abstract record Animal
{
    [ProtoMember(1)] public string Name { get; init; }
}

[ProtoContract]
[ProtoInclude(20, typeof(Puppy))]
public record Dog : Animal
{
    [ProtoMember(1)] public int Age { get; init; }
}

[ProtoContract]
public record Puppy : Dog
{
    [ProtoMember(1)] public bool Vaccinated { get; init; }
}

[ProtoContract]
public record Bird : Animal
{
    [ProtoMember(1)] public bool Flies { get; init; }
}
