namespace CodeFirst.Hosting.Calls;

/// <param name="Name">The full name on the wire, such as <c>shop.Orders</c>.</param>
/// <param name="Type">The class that implements it.</param>
internal sealed record MappedService(string Name, Type Type);
