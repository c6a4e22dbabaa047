// Lists as requests and responses, in every shape that a server binds. A response of two items is the bytes 0A 03 0A 01 61 0A 03 0A 01 62:
// the items are field 1 of a message without a name.
using System.Collections.Generic;
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Configuration;

namespace Warehouse;

[Service]
public interface IShelves
{
    Task<List<Shelf>> AllAsync();
    Task<IList<Shelf>> ListAsync(ShelfQuery query, CallContext context = default);
    ValueTask<IReadOnlyList<Shelf>> ReadOnlyAsync(ShelfQuery query);
    Task<IEnumerable<Shelf>> SomeAsync(ShelfQuery query);
    Task<Shelf[]> ArrayAsync(ShelfQuery query);
    Task<Dictionary<string, Shelf>> ByNameAsync(ShelfQuery query);
    Task<List<int>> CountsAsync(ShelfQuery query); // bytes of 1, 300: 08 01 08 AC 02 (not packed)
    Task StoreAsync(List<Shelf> shelves);
}

[ProtoContract]
public class Shelf
{
    [ProtoMember(1)] public string Name { get; set; }
}

[ProtoContract]
public class ShelfQuery
{
    [ProtoMember(1)] public int Floor { get; set; }
}
