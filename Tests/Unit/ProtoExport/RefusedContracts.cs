using System.Runtime.Serialization;
using System.ServiceModel;
using ProtoBuf;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Contracts that proto3 cannot say truthfully, one for each reason.</summary>
internal static partial class RefusedContracts
{
    [ServiceContract(Name = "test.One")]
    public interface IOne
    {
        ValueTask<Good> Same(Good request);

        ValueTask<Good> Same(OtherGood request);
    }

    [ServiceContract(Name = "other.Two")]
    public interface ITwo
    {
        ValueTask<Good> Get(Good request);
    }

    public interface INoService
    {
        ValueTask<Good> Get(Good request);
    }

    [DataContract(Name = "Good")]
    public sealed class Good
    {
        [DataMember(Order = 1)]
        public string Text { get; set; } = "";
    }

    [DataContract]
    public sealed class OtherGood;

    [DataContract]
    [CompatibilityLevel(CompatibilityLevel.Level300)]
    public sealed class Unsupported
    {
        [DataMember(Order = 1)]
        public DateTimeOffset Time { get; set; }
    }

    [DataContract]
    public sealed class NestedList
    {
        [DataMember(Order = 1)]
        public List<List<int>> Rows { get; } = [];
    }

    [DataContract]
    public sealed class Unnumbered
    {
        [DataMember(Order = 1)]
        public string Sent { get; set; } = "";

        [DataMember]
        public string Lost { get; set; } = "";
    }

    [DataContract]
    public sealed class ReservedNumber
    {
        [DataMember(Order = 19_000)]
        public string Text { get; set; } = "";
    }

    [DataContract]
    public sealed class SameNumber
    {
        [DataMember(Order = 1)]
        public string First { get; set; } = "";

        [DataMember(Order = 1)]
        public string Second { get; set; } = "";
    }

    [DataContract]
    [ProtoReserved(1, 3)]
    public sealed class ReusedNumber
    {
        [DataMember(Order = 2)]
        public string Text { get; set; } = "";
    }

    [ProtoContract]
    public sealed class NegativeNumber
    {
#pragma warning disable PBN0001 // the analyzer refuses it too
        [ProtoMember(-1)]
#pragma warning restore PBN0001
        public string Text { get; set; } = "";
    }

    [DataContract]
    public sealed class NoConstructor(string text)
    {
        [DataMember(Order = 1)]
        public string Text { get; set; } = text;
    }

    [DataContract]
    public sealed class SameNames
    {
        [DataMember(Order = 1)]
        public Good? First { get; set; }

        [DataMember(Order = 2)]
        public Impostor? Second { get; set; }
    }

    [DataContract(Name = "Good")]
    public sealed class Impostor;

    [DataContract]
    public sealed class SameJson
    {
        [DataMember(Name = "user_id", Order = 1)]
        public string First { get; set; } = "";

        [DataMember(Name = "userId", Order = 2)]
        public string Second { get; set; } = "";
    }
}
