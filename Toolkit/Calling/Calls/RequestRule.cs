namespace CodeFirst.Calling.Calls;

/// <summary>What a client was told about one type of request.</summary>
internal sealed class RequestRule<TRequest>
{
    public Func<TRequest, bool>? RepeatWhen { get; set; }

    public Func<TRequest, TRequest>? Complete { get; set; }
}
