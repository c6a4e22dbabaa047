namespace CodeFirst.Server.Storage.Postgres;

/// <summary>One step of the schema: from the version before it to the next.</summary>
/// <param name="Sql">What to do, in one transaction and without waiting long for a lock.</param>
/// <param name="OldestCode">The lowest version of the schema whose servers still work after it.</param>
internal sealed record PostgresStep(string Sql, int OldestCode);
