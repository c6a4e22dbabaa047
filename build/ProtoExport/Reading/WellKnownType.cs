namespace CodeFirst.ProtoExport.Reading;

/// <summary>A message that protobuf itself defines, and the file to import for it.</summary>
internal sealed record WellKnownType(string Name, string File)
{
    public static readonly WellKnownType Duration = new(".google.protobuf.Duration", "google/protobuf/duration.proto");
    public static readonly WellKnownType Empty = new(".google.protobuf.Empty", "google/protobuf/empty.proto");
    public static readonly WellKnownType Timestamp = new(".google.protobuf.Timestamp", "google/protobuf/timestamp.proto");

    private static readonly Dictionary<Type, WellKnownType> Messages = new()
    {
        [typeof(DateTime)] = Timestamp,
        [typeof(TimeSpan)] = Duration,
        [typeof(ProtoBuf.WellKnownTypes.Duration)] = Duration,
        [typeof(ProtoBuf.WellKnownTypes.Empty)] = Empty,
        [typeof(ProtoBuf.WellKnownTypes.Timestamp)] = Timestamp,
    };

    private static readonly Dictionary<Type, WellKnownType> Wrappers = new()
    {
        [typeof(bool)] = Wrapper("Bool"),
        [typeof(int)] = Wrapper("Int32"),
        [typeof(uint)] = Wrapper("UInt32"),
        [typeof(long)] = Wrapper("Int64"),
        [typeof(ulong)] = Wrapper("UInt64"),
        [typeof(float)] = Wrapper("Float"),
        [typeof(double)] = Wrapper("Double"),
        [typeof(string)] = Wrapper("String"),
        [typeof(byte[])] = Wrapper("Bytes"),
    };

    /// <summary>The message that a C# type is on the wire.</summary>
    public static WellKnownType? Find(Type type) => Messages.GetValueOrDefault(type);

    /// <summary>The message that holds one value of a C# type.</summary>
    public static WellKnownType? FindWrapper(Type type) => Wrappers.GetValueOrDefault(type);

    private static WellKnownType Wrapper(string type) => new($".google.protobuf.{type}Value", "google/protobuf/wrappers.proto");
}
