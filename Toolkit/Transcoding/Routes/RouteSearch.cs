namespace CodeFirst.Transcoding.Routes;

/// <summary>What is looked for in the tree of paths, and what was found beside it.</summary>
internal ref struct RouteSearch(string verb)
{
    /// <summary>What stands behind the colon at the end of the path; empty if nothing does.</summary>
    public ReadOnlySpan<char> PathVerb;

    /// <summary>The verbs that the path has and that were not asked for; null if there are none.</summary>
    public SortedSet<string>? Others;

    public readonly bool IsAsked(string routeVerb) => routeVerb == verb || routeVerb == "*";
}
