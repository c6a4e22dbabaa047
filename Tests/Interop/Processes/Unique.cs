namespace CodeFirst.Tests.Interop.Processes;

/// <summary>Values that no other test uses.</summary>
internal static class Unique
{
    public static string Email() => $"{Guid.NewGuid():N}@example.com";

    public static string EventId() => $"{Guid.NewGuid():N}";
}
