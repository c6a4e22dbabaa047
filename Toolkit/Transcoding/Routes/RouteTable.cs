using System.Diagnostics.CodeAnalysis;

namespace CodeFirst.Transcoding.Routes;

/// <summary>
/// Finds the route of a request in a tree that was made once. A path is one spelling of a route: letter by letter, in its case, without
/// empty segments, without dot segments, without a slash at its end. Only what a variable matches may be percent-encoded.
/// </summary>
internal sealed class RouteTable<T>
    where T : class
{
    private readonly RouteNode<T> _root = new();
    private readonly HashSet<string> _pathVerbs = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _pathVerbLookup;

    /// <summary>Gets whether there is no route but silent ones.</summary>
    public bool IsEmpty { get; private set; } = true;

    public RouteTable() => _pathVerbLookup = _pathVerbs.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a route; if another one has the same verb and matches the same paths, that one stays and is returned.</summary>
    /// <param name="verb">The HTTP method, or <c>*</c> for every one.</param>
    /// <param name="path">The paths.</param>
    /// <param name="route">What is found.</param>
    /// <param name="isSilent">Whether the paths with another verb are not answered here, unless another route has them.</param>
    public T? Add(string verb, PathTemplate path, T route, bool isSilent = false)
    {
        var node = _root;
        foreach (var segment in path.Segments)
        {
            node = node.After(segment);
        }

        IsEmpty &= isSilent;
        if (path.Verb is not null)
        {
            _pathVerbs.Add(path.Verb);
        }

        return node.Add(verb, path.Verb, route, isSilent);
    }

    /// <summary>Finds the route of a path, as it is in the request line, without the query.</summary>
    /// <param name="verb">The HTTP method.</param>
    /// <param name="path">The path, percent-encoded.</param>
    /// <param name="route">The route.</param>
    /// <param name="others">The verbs of the path if the one that was asked for is not among them; null if the path has none.</param>
    public bool TryFind(string verb, ReadOnlySpan<char> path, [NotNullWhen(true)] out T? route, out SortedSet<string>? others)
    {
        route = null;
        others = null;
        if (!RequestPath.IsPlain(path))
        {
            return false;
        }

        var search = new RouteSearch(verb);
        if (_pathVerbs.Count > 0
            && path[path.LastIndexOf('/')..].LastIndexOf(':') is > 1 and var colon // behind '/', or the segment would be empty
            && path[(path.LastIndexOf('/') + colon + 1)..] is var pathVerb
            && _pathVerbLookup.Contains(pathVerb))
        {
            search.PathVerb = pathVerb;
            route = _root.Find(path[..^(pathVerb.Length + 1)], ref search);
            search.PathVerb = default;
        }

        route ??= _root.Find(path.Length == 1 ? default : path, ref search);
        others = search.Others;

        return route is not null;
    }
}
