namespace CodeFirst.Tests.Wire;

/// <summary>
/// Where the server does not do what the contract of a case says, and what it does instead. A case that is listed here fails when it
/// does what it should: the list shrinks with the next version of Kestrel or grpc-dotnet. docs/reliability.md has the reasons.
/// </summary>
internal static class Deviations
{
    private static readonly Dictionary<string, string> Known = new()
    {
        // Kestrel forbids less than HTTP does. grpc-dotnet refuses the name.
        ["8.2.1 a name with a space"] = "InvalidArgument",

        // Kestrel ignores it over HTTP/2, where a body has an end of its own.
        ["8.2.2 transfer-encoding"] = "NotFound",

        // grpc-dotnet reads the length as a number with a sign.
        ["14 a length of 2^32-1"] = "Unknown",
    };

    public static void Check(string name, string expected, string actual)
    {
        if (Known.TryGetValue(name, out var known))
        {
            expected.Split(" or ").Should().NotContain(known, "a deviation is not what the contract says");
            actual.Should().Be(known, "'{0}' is a known deviation: if it is gone, take it off the list", name);
        }
        else
        {
            actual.Should().BeOneOf(expected.Split(" or "), "{0}", name);
        }
    }
}
