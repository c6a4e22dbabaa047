namespace CodeFirst.Calling;

/// <summary>What the options and the HTTP client of a client go by.</summary>
internal static class ClientName
{
    public static string Of(Type contract, string? key = null)
    {
        var name = contract.FullName ?? contract.Name;

        return key is null ? name : $"{name} ({key})";
    }
}
