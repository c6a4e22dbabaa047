namespace CodeFirst.Transcoding.Routes;

/// <summary>A place in the tree of all paths: what may follow there, and the routes that end there.</summary>
internal sealed class RouteNode<T>
    where T : class
{
    private readonly Dictionary<string, RouteNode<T>> _literals = [];
    private readonly Dictionary<string, RouteNode<T>>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<Ending> _endings = [];
    private RouteNode<T>? _any;
    private RouteNode<T>? _rest;

    public RouteNode() => _lookup = _literals.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the node that a segment leads to, made if there is none yet.</summary>
    public RouteNode<T> After(PathSegment segment) => segment.Kind switch
    {
        PathSegmentKind.Any => _any ??= new(),
        PathSegmentKind.Rest => _rest ??= new(),
        _ => _literals.TryGetValue(segment.Literal, out var next) ? next : _literals[segment.Literal] = new(),
    };

    /// <summary>Adds a route that ends here; returns the one that has its place already, or null.</summary>
    public T? Add(string verb, string? pathVerb, T route, bool isSilent)
    {
        if (_endings.Find(ending => ending.Verb == verb && ending.PathVerb == pathVerb) is { Route: { } earlier })
        {
            return earlier;
        }

        _endings.Add(new Ending(verb, pathVerb, route, isSilent));

        return null;
    }

    /// <summary>Finds the route of a path, a literal before a variable, and a variable of one segment before one of several.</summary>
    /// <param name="path">What is left of the path: empty, or a slash and segments none of which is empty.</param>
    /// <param name="search">What else is asked for.</param>
    public T? Find(ReadOnlySpan<char> path, ref RouteSearch search)
    {
        if (path.IsEmpty)
        {
            return Ended(ref search) ?? _rest?.Ended(ref search);
        }

        var length = path[1..].IndexOf('/');
        var segment = length < 0 ? path[1..] : path.Slice(1, length);
        var others = path[(1 + segment.Length)..];

        return (_lookup.TryGetValue(segment, out var literal) ? literal.Find(others, ref search) : null)
            ?? _any?.Find(others, ref search)
            ?? _rest?.Ended(ref search);
    }

    private T? Ended(ref RouteSearch search)
    {
        foreach (var ending in _endings)
        {
            if (search.PathVerb.IsEmpty == ending.PathVerb is null
                && (ending.PathVerb is null || search.PathVerb.SequenceEqual(ending.PathVerb)))
            {
                if (search.IsAsked(ending.Verb))
                {
                    return ending.Route;
                }

                search.AddOther(ending.Verb, ending.IsSilent);
            }
        }

        return null;
    }

    private readonly record struct Ending(string Verb, string? PathVerb, T Route, bool IsSilent);
}
