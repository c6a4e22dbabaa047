namespace CodeFirst.Hosting.Marshalling;

/// <summary>
/// Where in a message parts of derived types may stand, found once for each type. A message whose type has none, and holds none, has no plan.
/// </summary>
internal sealed class MessagePlan
{
    /// <summary>Gets the numbers of the fields that hold the part of a derived type.</summary>
    public HashSet<int> Derived { get; } = [];

    /// <summary>Gets the plans of fields that hold messages, derived parts among them.</summary>
    public Dictionary<int, MessagePlan> Fields { get; } = [];

    /// <summary>Leaves out the fields that lead to no derived part. Returns null if none does.</summary>
    public MessagePlan? Pruned()
    {
        var all = Reachable();
        var useful = all.Where(plan => plan.Derived.Count > 0).ToHashSet();
        int count;
        do
        {
            count = useful.Count;
            useful.UnionWith(all.Where(plan => plan.Fields.Values.Any(useful.Contains)));
        }
        while (useful.Count > count);

        foreach (var plan in all)
        {
            foreach (var number in plan.Fields.Where(field => !useful.Contains(field.Value)).Select(field => field.Key).ToList())
            {
                plan.Fields.Remove(number);
            }
        }

        return useful.Contains(this) ? this : null;
    }

    private HashSet<MessagePlan> Reachable()
    {
        var reached = new HashSet<MessagePlan> { this };
        var open = new Stack<MessagePlan>([this]);
        while (open.TryPop(out var plan))
        {
            foreach (var field in plan.Fields.Values.Where(reached.Add))
            {
                open.Push(field);
            }
        }

        return reached;
    }
}
