namespace CodeFirst.Hosting.Calls;

/// <summary>Knows the exceptions of a request whose caller, or the way to it, went away while it was read.</summary>
internal static class CallerGone
{
    // A message that ends too early is an EndOfStreamException of protobuf-net's, which is an IOException too.
    public static bool Is(Exception exception) => exception is (IOException and not EndOfStreamException) or OperationCanceledException;
}
