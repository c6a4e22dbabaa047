namespace CodeFirst.Calling.Calls;

/// <summary>What a client was told about requests, by their type.</summary>
internal sealed class RequestRules
{
    private readonly Dictionary<Type, object> _rules = [];

    /// <summary>Returns the rule to set for a type of request.</summary>
    public RequestRule<TRequest> For<TRequest>()
        where TRequest : class
    {
        if (Find<TRequest>() is { } known)
        {
            return known;
        }

        var rule = new RequestRule<TRequest>();
        _rules.Add(typeof(TRequest), rule);

        return rule;
    }

    public RequestRule<TRequest>? Find<TRequest>()
        where TRequest : class =>
        (RequestRule<TRequest>?)_rules.GetValueOrDefault(typeof(TRequest));
}
