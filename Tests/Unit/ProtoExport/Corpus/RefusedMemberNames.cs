namespace Corpus;

[ServiceContract(Name = "corpus.refused_member_names.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedMemberNames> EchoAsync(RefusedMemberNames request, CallContext context = default);
}

[DataContract]
public sealed class RefusedMemberNames
{
    [DataMember(Name = "user-id", Order = 1)]
    public string A { get; set; } = "";

    [DataMember(Name = "user_name", Order = 2)]
    public string B { get; set; } = "";

    [DataMember(Name = "userName", Order = 3)]
    public string C { get; set; } = "";

    [DataMember(Name = "twice", Order = 4)]
    public string D { get; set; } = "";

    [DataMember(Name = "twice", Order = 5)]
    public string E { get; set; } = "";

    [DataMember(Name = "items", Order = 6)]
    public Dictionary<int, int> F { get; set; } = [];

    [DataMember(Name = "ItemsEntry", Order = 7)]
    public string G { get; set; } = "";
}
