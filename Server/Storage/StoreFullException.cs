namespace CodeFirst.Server.Storage;

/// <summary>The disk of the database is full. Nothing was stored; reads go on.</summary>
internal sealed class StoreFullException(Exception cause) : Exception("The disk of the database is full.", cause);
