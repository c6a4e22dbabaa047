// Closed generics of messages and of services. The service that ICrud<Sample, SampleId> adds is bound as Lab.Crud_Sample_SampleId.
using System.Collections.Generic;
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Configuration;

namespace Lab;

[Service]
public interface ICrud<T, TKey> where T : class where TKey : class
{
    ValueTask<T> GetAsync(TKey key, CallContext context = default);
    ValueTask SaveAsync(T item, CallContext context = default);
}

[Service("lab.Samples")]
public interface ISamples : ICrud<Sample, SampleId>
{
    ValueTask<Page<Sample>> ListAsync(PageOf<Sample> request);
    ValueTask<Result<Page<Sample>>> TryListAsync(PageOf<Sample> request);
    ValueTask<Result<List<Sample>>> AllAsync();
}

[ProtoContract] public class Sample { [ProtoMember(1)] public string Name { get; set; } }
[ProtoContract] public class SampleId { [ProtoMember(1)] public string Id { get; set; } }

[ProtoContract]
public class Page<T>
{
    [ProtoMember(1)] public List<T> Items { get; set; } = new();
    [ProtoMember(2)] public int Total { get; set; }
}

[ProtoContract]
public class PageOf<T>
{
    [ProtoMember(1)] public int Number { get; set; }
}

[ProtoContract]
public class Result<T>
{
    [ProtoMember(1)] public T Value { get; set; }
    [ProtoMember(2)] public string Error { get; set; }
}
