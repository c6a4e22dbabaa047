namespace CodeFirst.Hosting;

/// <summary>Options for all errors of the application.</summary>
public sealed class ErrorOptions
{
    /// <summary>
    /// Gets or sets the domain of every ErrorInfo. Domain and reason together identify an error, so never change it. Default null: the
    /// protobuf package of the called contract, such as <c>shop</c> for <c>shop.Orders</c>.
    /// </summary>
    public string? Domain { get; set; }
}
