using Microsoft.Extensions.Options;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Tells the other servers which users have new events, or are gone, so that their followers wake up. Only that: the table is the
/// truth. It comes after the commit and not in it, because PostgreSQL lets one transaction with a NOTIFY commit at a time, in all
/// databases of the server: docs/decisions/0005. One that is lost is made up for by the poll of <see cref="PostgresListener"/>.
/// </summary>
internal sealed class PostgresAnnouncer
{
    public const string Channel = "codefirst_activity";

    private const int MaxUsersPerRun = 500;

    private readonly PostgresDatabase _database;
    private readonly ILogger<PostgresAnnouncer> _logger;
    private readonly bool _isOn;
    private readonly Gatherer<string> _changed;

    public PostgresAnnouncer(PostgresDatabase database, IOptions<StorageOptions> options, ILogger<PostgresAnnouncer> logger)
    {
        _database = database;
        _logger = logger;
        _isOn = options.Value.Listens;
        _changed = new Gatherer<string>(1, MaxUsersPerRun, AnnounceAsync);
    }

    /// <summary>Gets what this server's own announcements begin with.</summary>
    public string Sender { get; } = $"{Guid.NewGuid():N} ";

    public void Announce(string userId)
    {
        if (_isOn)
        {
            _changed.TryAdd(userId);
        }
    }

    private async Task AnnounceAsync(List<string> userIds)
    {
        try
        {
            await _database.ReadAsync(userIds.Distinct().ToArray(), NotifyAsync, CancellationToken.None);
        }
        catch (Exception exception)
        {
            _logger.AnnouncementLost(userIds.Count, exception);
        }
    }

    private async Task<int> NotifyAsync(NpgsqlDataSource source, string[] userIds, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT pg_notify('{Channel}', $2 || id) FROM unnest($1) AS id");
        command.Parameters.With(userIds).With(Sender);

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
