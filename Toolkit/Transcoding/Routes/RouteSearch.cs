namespace CodeFirst.Transcoding.Routes;

/// <summary>What is looked for in the tree of paths, and what was found beside it.</summary>
internal ref struct RouteSearch(string verb)
{
    /// <summary>What stands behind the colon at the end of the path; empty if nothing does.</summary>
    public ReadOnlySpan<char> PathVerb;

    private SortedSet<string>? _others;
    private bool _isOurs;

    /// <summary>Gets the verbs that the path has and that were not asked for; null if there are none of which a route speaks.</summary>
    public readonly SortedSet<string>? Others => _isOurs ? _others : null;

    public void AddOther(string verb, bool isSilent)
    {
        (_others ??= []).Add(verb);
        _isOurs |= !isSilent;
    }

    public readonly bool IsAsked(string routeVerb) => routeVerb == verb || routeVerb == "*";
}
