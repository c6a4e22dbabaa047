namespace Corpus;

[ServiceContract(Name = "corpus.structs.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Structs> EchoAsync(Structs request, CallContext context = default);
}

[DataContract]
public struct Point
{
    [DataMember(Name = "x", Order = 1)]
    public int X { get; set; }
}

[DataContract]
public sealed class Structs
{
    [DataMember(Name = "origin", Order = 1)]
    public Point Origin { get; set; }

    [DataMember(Name = "maybe", Order = 2)]
    public Point? Maybe { get; set; }

    [DataMember(Name = "all", Order = 3)]
    public List<Point> All { get; set; } = [];
}
