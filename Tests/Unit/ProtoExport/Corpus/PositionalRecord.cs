namespace Corpus;

[ServiceContract(Name = "corpus.positional_record.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<PositionalRecord> EchoAsync(PositionalRecord request, CallContext context = default);
}

/// <summary>A point.</summary>
/// <param name="X">To the right.</param>
/// <param name="Label">Absent if it has none.</param>
[ProtoContract(SkipConstructor = true)]
public sealed record PositionalRecord(
    [property: ProtoMember(1, Name = "x")] int X,
    [property: ProtoMember(2, Name = "label")] string? Label);
