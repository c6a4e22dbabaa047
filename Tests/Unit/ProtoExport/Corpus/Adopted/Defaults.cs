using System.ComponentModel;
using System.Runtime.Serialization;
using System.ServiceModel;
using System.Threading.Tasks;

namespace Search;

[ServiceContract]
public interface ISearch
{
    [OperationContract] Task<Hits> FindAsync(Query query);
}

[DataContract]
public class Query
{
    [DataMember(Order = 1)] public string Text { get; set; } = "*";
    [DataMember(Order = 2)] public int Page { get; set; } = 1;          // absent means 1; does .NET send 0?
    [DataMember(Order = 3), DefaultValue(20)] public int Size { get; set; } = 20;
    [DataMember(Order = 4), DefaultValue(true)] public bool Exact { get; set; } = true;
}

[DataContract]
public class Hits
{
    [DataMember(Order = 1)] public long Total { get; set; } = -1;
    [DataMember(Order = 2, IsRequired = true)] public string Text { get; set; }
}
