using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Several statements that are sent as one are one transaction, which is committed behind the answer of the last.</summary>
internal static class PostgresCommit
{
    /// <summary>How many transactions of gathered writes there are at a time. More would only wait for each other.</summary>
    public const int MaxAtOnce = 4;

    /// <summary>How many writes one of them gets.</summary>
    public const int MaxCalls = 32;

    /// <summary>
    /// Reads to the end, which is the commit. Disposing of a reader does so too, but swallows a time-out: the write would be
    /// acknowledged, and be undone.
    /// </summary>
    public static async Task CommitAsync(this NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        while (await rows.NextResultAsync(cancellationToken))
        {
            // Nobody asks for these rows.
        }
    }
}
