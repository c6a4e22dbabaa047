namespace CodeFirst.ProtoExport.Reading;

/// <summary>What uses what, and what uses itself through others.</summary>
internal static class Graph
{
    /// <summary>
    /// The nodes in groups: those that use each other in a circle are one group, any other is alone. A group comes after all that use it.
    /// </summary>
    /// <param name="nodes">The nodes, in an order that never changes.</param>
    /// <param name="usedBy">What a node uses, in an order that never changes.</param>
    public static IReadOnlyList<IReadOnlyList<T>> Groups<T>(IEnumerable<T> nodes, Func<T, IEnumerable<T>> usedBy)
        where T : notnull
    {
        // Tarjan's algorithm, which finds a group after all that the group uses.
        var indexes = new Dictionary<T, int>();
        var lowest = new Dictionary<T, int>();
        var open = new Stack<T>();
        var isOpen = new HashSet<T>();
        var groups = new List<IReadOnlyList<T>>();
        foreach (var node in nodes)
        {
            if (!indexes.ContainsKey(node))
            {
                Visit(node);
            }
        }

        groups.Reverse();
        return groups;

        void Visit(T node)
        {
            indexes[node] = lowest[node] = indexes.Count;
            open.Push(node);
            isOpen.Add(node);
            foreach (var used in usedBy(node))
            {
                if (!indexes.TryGetValue(used, out var index))
                {
                    Visit(used);
                    lowest[node] = Math.Min(lowest[node], lowest[used]);
                }
                else if (isOpen.Contains(used))
                {
                    lowest[node] = Math.Min(lowest[node], index);
                }
            }

            if (lowest[node] != indexes[node])
            {
                return;
            }

            var group = new List<T>();
            T member;
            do
            {
                member = open.Pop();
                isOpen.Remove(member);
                group.Add(member);
            }
            while (!EqualityComparer<T>.Default.Equals(member, node));
            group.Reverse();
            groups.Add(group);
        }
    }

    /// <summary>The nodes and all that they use, directly or through others.</summary>
    public static HashSet<T> Closure<T>(IEnumerable<T> nodes, Func<T, IEnumerable<T>> usedBy)
    {
        var closure = new HashSet<T>();
        var waiting = new Stack<T>(nodes);
        while (waiting.TryPop(out var node))
        {
            if (closure.Add(node))
            {
                foreach (var used in usedBy(node))
                {
                    waiting.Push(used);
                }
            }
        }

        return closure;
    }
}
