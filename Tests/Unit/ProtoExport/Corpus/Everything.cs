namespace Corpus;

/// <summary>Everything that a contract may say, for a peer that is generated from the exported file.</summary>
[ServiceContract(Name = "corpus.everything.v1.EverythingService")]
public interface IEverythingService
{
    /// <summary>Says it all at once.</summary>
    [OperationContract(Name = "Say")]
    ValueTask<SayResponse> SayAsync(SayRequest request, CallContext context = default);

    /// <summary>Says it bit by bit.</summary>
    [OperationContract(Name = "Chat")]
    IAsyncEnumerable<ChatResponse> ChatAsync(IAsyncEnumerable<ChatRequest> requests, CallContext context = default);
}

/// <summary>What to say.</summary>
[DataContract]
public sealed class SayRequest
{
    [DataMember(Name = "everything", Order = 1)]
    public Everything? Everything { get; set; }
}

/// <summary>What was said.</summary>
[DataContract]
public sealed class SayResponse
{
    [DataMember(Name = "everything", Order = 1)]
    public List<Everything> Everything { get; set; } = [];
}

[DataContract]
public sealed class ChatRequest;

[DataContract]
public sealed class ChatResponse;

/// <summary>How it is said.</summary>
public enum Tone
{
    /// <summary>Nobody said how.</summary>
    [EnumMember(Value = "TONE_UNSPECIFIED")]
    Unspecified,

    /// <summary>So that all hear it.</summary>
    [EnumMember(Value = "TONE_LOUD")]
    Loud = 2,

    [EnumMember(Value = "TONE_BELOW")]
    Below = -1,
}

[DataContract]
public sealed class Everything
{
    [DataMember(Name = "flag", Order = 1)]
    public bool Flag { get; set; }

    [DataMember(Name = "number", Order = 2)]
    public int Number { get; set; }

    [DataMember(Name = "natural", Order = 3)]
    public uint Natural { get; set; }

    [DataMember(Name = "great", Order = 4)]
    public long Great { get; set; }

    [DataMember(Name = "greatest", Order = 5)]
    public ulong Greatest { get; set; }

    [DataMember(Name = "single", Order = 6)]
    public float Single { get; set; }

    [DataMember(Name = "real", Order = 7)]
    public double Real { get; set; }

    [DataMember(Name = "text", Order = 8)]
    public string Text { get; set; } = "";

    [DataMember(Name = "blob", Order = 9)]
    public byte[] Blob { get; set; } = [];

    [DataMember(Name = "tone", Order = 10)]
    public Tone Tone { get; set; }

    [DataMember(Name = "maybe_flag", Order = 11)]
    public bool? MaybeFlag { get; set; }

    [DataMember(Name = "maybe_number", Order = 12)]
    public int? MaybeNumber { get; set; }

    [DataMember(Name = "maybe_text", Order = 13)]
    public string? MaybeText { get; set; }

    [DataMember(Name = "maybe_blob", Order = 14)]
    public byte[]? MaybeBlob { get; set; }

    [DataMember(Name = "maybe_tone", Order = 15)]
    public Tone? MaybeTone { get; set; }

    [DataMember(Name = "at", Order = 16)]
    public DateTime? At { get; set; }

    [DataMember(Name = "lasts", Order = 17)]
    public TimeSpan? Lasts { get; set; }

    [DataMember(Name = "id", Order = 18)]
    public Guid Id { get; set; }

    [DataMember(Name = "price", Order = 19)]
    public decimal? Price { get; set; }

    [DataMember(Name = "small", Order = 20)]
    public short Small { get; set; }

    [DataMember(Name = "texts", Order = 21)]
    public List<string> Texts { get; set; } = [];

    [DataMember(Name = "loose", Order = 22)]
    public List<int> Loose { get; set; } = [];

    [DataMember(Name = "tones", Order = 23)]
    public List<Tone> Tones { get; set; } = [];

    [DataMember(Name = "children", Order = 24)]
    public List<Everything> Children { get; set; } = [];

    [DataMember(Name = "labels", Order = 25)]
    public Dictionary<string, string> Labels { get; set; } = [];

    [DataMember(Name = "by_number", Order = 26)]
    public Dictionary<int, Everything> ByNumber { get; set; } = [];

    [DataMember(Name = "tones_by_number", Order = 27)]
    public Dictionary<ulong, Tone> TonesByNumber { get; set; } = [];

    [DataMember(Name = "parent", Order = 28)]
    public Everything? Parent { get; set; }

    [DataMember(Name = "wrapped", Order = 29)]
    [NullWrappedValue]
    public int? Wrapped { get; set; }

    [DataMember(Name = "wrapped_text", Order = 30)]
    [NullWrappedValue]
    public string? WrappedText { get; set; }

    [ProtoMember(31, Name = "zig", DataFormat = DataFormat.ZigZag)]
    public int Zig { get; set; }

    [ProtoMember(32, Name = "fixed", DataFormat = DataFormat.FixedSize)]
    public ulong Fixed { get; set; }

    [ProtoMember(33, Name = "tight", IsPacked = true)]
    public List<long> Tight { get; set; } = [];
}
