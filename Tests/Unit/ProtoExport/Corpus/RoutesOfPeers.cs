// Printed with <ProtoExportHttpRules>true</ProtoExportHttpRules>; Tests/Interop/Peer serves it.
#nullable enable
namespace Corpus.Peers
{
    using System.Runtime.Serialization;
    using System.ServiceModel;
    using CodeFirst.Annotations;
    using ProtoBuf;
    using ProtoBuf.Grpc;

    /// <summary>Answers with the request, over routes of every kind that transcoders agree on.</summary>
    [ServiceContract(Name = "corpus.peers.v1.Echo")]
    public interface IEcho
    {
        /// <summary>Fields in the path, the query, and the body.</summary>
        [Http("GET /v1/all")]
        [Http("POST /v1/all")]
        [Http("GET /v1/texts/{text}")]
        [Http("GET /v1/numbers/{int32}/{uint64}/{double}")]
        [Http("GET /v1/kinds/{flag}/{color}")]
        [Http("GET /v1/{text=shelves/*/books/*}")]
        [Http("GET /v1/{text=files/**}")]
        [Http("GET /v1/{text=files/**}:download")]
        [Http("GET /v1/parts/{part.name}")]
        [Http("GET /v1/parts/mine")]
        [Http("PUT /v1/parts/{part.name}", Body = "part")]
        [Http("PATCH /v1/texts/{text}")]
        [Http("POST /v1/texts", Body = "texts")]
        [Http("POST /v1/texts:empty", Body = "")]
        [Http("DELETE /v1/texts/{text}")]
        [Http("LOCK /v1/texts/{text}")]
        [OperationContract(Name = "Repeat")]
        ValueTask<All> RepeatAsync(All request);

        /// <summary>One message of the answer is the body.</summary>
        [Http("POST /v1/all:part", ResponseBody = "part")]
        [OperationContract(Name = "RepeatPart")]
        ValueTask<All> RepeatPartAsync(All request);

        /// <summary>One list of the answer is the body.</summary>
        [Http("POST /v1/all:texts", ResponseBody = "texts")]
        [OperationContract(Name = "RepeatTexts")]
        ValueTask<All> RepeatTextsAsync(All request);

        /// <summary>Fails with the code of that number.</summary>
        [Http("GET /v1/failures/{code}")]
        [OperationContract(Name = "Fail")]
        ValueTask<All> FailAsync(FailRequest request);

        /// <summary>Answers with so many messages.</summary>
        [Http("GET /v1/streams/{count}")]
        [OperationContract(Name = "Count")]
        IAsyncEnumerable<Part> CountAsync(CountRequest request, CallContext context = default);
    }

    public enum Color
    {
        Unspecified = 0,
        Red = 1,
        Green = 2,
    }

    [DataContract]
    public sealed class Part
    {
        [DataMember(Name = "name", Order = 1)]
        public string Name { get; set; } = "";

        [DataMember(Name = "size", Order = 2)]
        public long Size { get; set; }

        [DataMember(Name = "inner", Order = 3)]
        public Part? Inner { get; set; }

        [DataMember(Name = "labels", Order = 4)]
        public List<string> Labels { get; } = [];
    }

    /// <summary>A field of every kind.</summary>
    [DataContract]
    [CompatibilityLevel(CompatibilityLevel.Level300)]
    public sealed class All
    {
        [DataMember(Name = "text", Order = 1)]
        public string Text { get; set; } = "";

        [DataMember(Name = "flag", Order = 2)]
        public bool Flag { get; set; }

        [DataMember(Name = "int32", Order = 3)]
        public int Int32 { get; set; }

        [DataMember(Name = "uint32", Order = 4)]
        public uint UInt32 { get; set; }

        [DataMember(Name = "int64", Order = 5)]
        public long Int64 { get; set; }

        [DataMember(Name = "uint64", Order = 6)]
        public ulong UInt64 { get; set; }

        [DataMember(Name = "float", Order = 7)]
        public float Float { get; set; }

        [DataMember(Name = "double", Order = 8)]
        public double Double { get; set; }

        [DataMember(Name = "content", Order = 9)]
        public byte[] Content { get; set; } = [];

        [DataMember(Name = "color", Order = 10)]
        public Color Color { get; set; }

        [DataMember(Name = "part", Order = 11)]
        public Part? Part { get; set; }

        [DataMember(Name = "texts", Order = 12)]
        public List<string> Texts { get; } = [];

        [DataMember(Name = "small_numbers", Order = 13)]
        public List<int> SmallNumbers { get; } = [];

        [DataMember(Name = "colors", Order = 14)]
        public List<Color> Colors { get; } = [];

        [DataMember(Name = "parts", Order = 15)]
        public List<Part> Parts { get; } = [];

        [DataMember(Name = "amounts", Order = 16)]
        public Dictionary<string, int> Amounts { get; } = [];

        [DataMember(Name = "parts_by_number", Order = 17)]
        public Dictionary<long, Part> PartsByNumber { get; } = [];

        [DataMember(Name = "moment", Order = 18)]
        public DateTime? Moment { get; set; }

        [DataMember(Name = "length", Order = 19)]
        public TimeSpan? Length { get; set; }

        [DataMember(Name = "optional_number", Order = 20)]
        public int? OptionalNumber { get; set; }

        [DataMember(Name = "optional_flag", Order = 21)]
        public bool? OptionalFlag { get; set; }
    }

    [DataContract]
    public sealed class FailRequest
    {
        [DataMember(Name = "code", Order = 1)]
        public int Code { get; set; }
    }

    [DataContract]
    public sealed class CountRequest
    {
        [DataMember(Name = "count", Order = 1)]
        public int Count { get; set; }

        [DataMember(Name = "text", Order = 2)]
        public string Text { get; set; } = "";
    }
}
