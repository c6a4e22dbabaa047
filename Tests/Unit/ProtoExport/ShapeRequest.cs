using System.Runtime.Serialization;
using ProtoBuf;

namespace CodeFirst.Tests.Unit.ProtoExport;

[DataContract(Name = "ShapeRequest")]
[ProtoReserved(2)]
[ProtoReserved(5, 7)]
[ProtoReserved("old_id")]
public sealed class ShapeRequest
{
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; set; } = "";

    [DataMember(Name = "filter", Order = 8)]
    public string Filter { get; set; } = "";
}
