namespace CodeFirst.Calling;

/// <summary>The resource that an error is about.</summary>
/// <param name="Type">Its type, such as <c>orders.Order</c>.</param>
/// <param name="Name">Its id. Empty if the error does not say.</param>
/// <param name="Description">What is wrong with it, in English. Can be empty.</param>
public sealed record ErrorResource(string Type, string Name, string Description);
