namespace CodeFirst.Tests.Browser;

/// <summary>Values that no other test uses.</summary>
internal static class Unique
{
    public static string Email() => $"{Guid.NewGuid():N}@example.com";

    public static string Name() => $"Ann {Guid.NewGuid().ToString("N")[..8]}";
}
