namespace CodeFirst.ProtoExport.Problems;

/// <summary>What a problem does to the export.</summary>
internal enum Severity
{
    /// <summary>The file is true, and something in it surprises a caller in another language.</summary>
    Warning,

    /// <summary>Nothing is written.</summary>
    Error,
}
