namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Whom a change must not break. A rule may belong to several levels, a gate has one.</summary>
[Flags]
internal enum BreakingLevels
{
    /// <summary>Nobody: nothing is compared.</summary>
    Off = 0,

    /// <summary>Callers that send binary messages.</summary>
    Wire = 1,

    /// <summary>Those, and callers that send JSON.</summary>
    WireJson = 2,

    /// <summary>Those, and code that was generated from the .proto.</summary>
    Files = 4,
}
