namespace CodeFirst.ProtoExport.Breaking;

/// <summary>How many values a field has, and whether it knows that it was not set.</summary>
internal enum Cardinality
{
    Required,
    Implicit,
    Explicit,
    Repeated,
    Map,
}
