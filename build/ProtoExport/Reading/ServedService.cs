namespace CodeFirst.ProtoExport.Reading;

/// <summary>A service under its name on the wire.</summary>
/// <param name="Name">The full name, such as shop.v1.Orders.</param>
/// <param name="Contract">The C# contract. If several have the name, the first.</param>
/// <param name="Operations">Its rpcs, in the order of the C# declarations.</param>
internal sealed record ServedService(string Name, Type Contract, IReadOnlyList<Operation> Operations)
{
    /// <summary>The proto package that the name is in, or empty.</summary>
    public string Package => Naming.PackageOf(Name);
}
