namespace CodeFirst.Hosting.Marshalling;

/// <summary>
/// Where in a message parts of derived types may stand, found once a type. A message whose type has none, and holds none, has no plan.
/// </summary>
internal sealed class MessagePlan
{
    /// <summary>Gets the numbers of the fields that hold the part of a derived type.</summary>
    public HashSet<int> Derived { get; } = [];

    /// <summary>Gets the plans of fields that hold messages, derived parts among them.</summary>
    public Dictionary<int, MessagePlan> Fields { get; } = [];
}
