namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>How a field holds its value.</summary>
internal enum ModelKind
{
    Implicit,
    Optional,
    Repeated,
    Map,
    OneofA,
    OneofB,
}
