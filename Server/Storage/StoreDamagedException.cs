namespace CodeFirst.Server.Storage;

/// <summary>The database cannot read its own data. It does not mend itself, and more writes may make it worse.</summary>
internal sealed class StoreDamagedException(Exception cause) : Exception("The data of the database is damaged.", cause);
