namespace CodeFirst.Transcoding.Json;

/// <summary>The body is not JSON, or not of the kind that the route takes. The message is for the caller, and says the place.</summary>
internal sealed class InvalidBodyException : Exception
{
    public InvalidBodyException(string message)
        : base(message)
    {
    }

    public InvalidBodyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
