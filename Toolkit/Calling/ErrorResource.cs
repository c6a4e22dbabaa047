namespace CodeFirst.Calling;

/// <summary>What an error is about.</summary>
/// <param name="Type">What kind of thing it is, such as <c>orders.Order</c>.</param>
/// <param name="Name">Which one: its id. Empty if the error does not tell.</param>
/// <param name="Description">What is the matter with it, in English. May be empty.</param>
public sealed record ErrorResource(string Type, string Name, string Description);
