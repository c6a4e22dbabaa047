using ProtoBuf;

// Dates, durations and ids in their well-known protobuf forms, readable by every language.
[module: CompatibilityLevel(CompatibilityLevel.Level300)]
