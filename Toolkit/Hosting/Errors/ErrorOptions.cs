namespace CodeFirst.Hosting;

/// <summary>What the errors of the application have in common.</summary>
public sealed class ErrorOptions
{
    /// <summary>
    /// Gets or sets the domain of every ErrorInfo: together with the reason it says what went wrong, and it never changes. Default null: the
    /// protobuf package of the contract that was called, such as <c>shop</c> for <c>shop.Orders</c>.
    /// </summary>
    public string? Domain { get; set; }
}
