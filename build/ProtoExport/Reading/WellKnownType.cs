namespace CodeFirst.ProtoExport.Reading;

/// <summary>A message that protobuf itself defines, and the file to import for it.</summary>
internal sealed record WellKnownType(string Name, string File)
{
    public static readonly WellKnownType Duration = new(".google.protobuf.Duration", "google/protobuf/duration.proto");
    public static readonly WellKnownType Empty = new(".google.protobuf.Empty", "google/protobuf/empty.proto");
    public static readonly WellKnownType Timestamp = new(".google.protobuf.Timestamp", "google/protobuf/timestamp.proto");
}
