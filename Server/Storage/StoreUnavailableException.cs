namespace CodeFirst.Server.Storage;

/// <summary>The database did not do what was asked, and may do it later. Nothing was acknowledged.</summary>
internal sealed class StoreUnavailableException(string message, Exception cause) : Exception(message, cause);
