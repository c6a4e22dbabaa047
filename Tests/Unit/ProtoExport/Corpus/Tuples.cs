namespace Corpus;

[ServiceContract(Name = "corpus.tuples.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Tuples> EchoAsync(Tuples request, CallContext context = default);
}

public readonly record struct Point(int X, int Y);

public sealed record Named(string Name, Guid Id, string? Nick);

[DataContract]
public sealed class Tuples
{
    [DataMember(Name = "pair", Order = 1)]
    public (int, string) Pair { get; set; }

    [DataMember(Name = "old_pair", Order = 2)]
    public Tuple<long, string>? OldPair { get; set; }

    [DataMember(Name = "entry", Order = 3)]
    public KeyValuePair<string, int> Entry { get; set; }

    [DataMember(Name = "point", Order = 4)]
    public Point Point { get; set; }

    [DataMember(Name = "points", Order = 5)]
    public List<Point> Points { get; set; } = [];

    [DataMember(Name = "named", Order = 6)]
    public Named? Named { get; set; }

    [DataMember(Name = "many", Order = 7)]
    public (List<int>, string[], int?, DateTime) Many { get; set; }

    [DataMember(Name = "maybe", Order = 8)]
    public (int, int)? Maybe { get; set; }
}
