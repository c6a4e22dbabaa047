using System.Collections.Concurrent;
using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Brings the events that other servers store to the followers on this one. An announcement says whose events to read; a poll
/// finds those whose announcement was lost, and all of them where nobody announces. Each user's events are read once for all its
/// followers here; a follower that sees a gap in the sequence reads the store itself.
/// </summary>
internal sealed class PostgresListener : BackgroundService
{
    // As many as a follower's channel holds.
    private const int EventsPerRead = 128;
    private const int MaxUsersPerRead = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PostgresDatabase _database;
    private readonly PostgresAnnouncer _announcer;
    private readonly ActivityFeed _feed;
    private readonly StorageOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<PostgresListener> _logger;

    // Up to where the events of a followed user have been handed to the followers.
    private readonly ConcurrentDictionary<string, long> _handedOn = new();
    private readonly Gatherer<string> _changed;

    public PostgresListener(
        PostgresDatabase database,
        PostgresAnnouncer announcer,
        ActivityFeed feed,
        IOptions<StorageOptions> options,
        TimeProvider clock,
        ILogger<PostgresListener> logger)
    {
        (_database, _announcer, _feed, _options, _clock, _logger) = (database, announcer, feed, options.Value, clock, logger);
        _changed = new Gatherer<string>(1, MaxUsersPerRead, HandOnAsync);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _database.Opened.WaitAsync(stoppingToken);
            await Task.WhenAll(ListenAsync(stoppingToken), PollAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var isLost = false;
        while (_options.Listens)
        {
            try
            {
                await using var connection = await _database.ConnectAsync(cancellationToken);
                connection.Notification += OnNotification;
                await using (var listen = new NpgsqlCommand($"LISTEN {PostgresAnnouncer.Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(cancellationToken);
                }

                if (isLost)
                {
                    isLost = false;
                    _logger.ListeningAgain();
                }

                await FindChangesAsync(cancellationToken); // what was announced while nobody listened here
                while (true)
                {
                    await connection.WaitAsync(cancellationToken);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (!isLost)
                {
                    isLost = true;
                    _logger.ListeningLost(exception);
                }
            }

            await Task.Delay(Pause, _clock, cancellationToken);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.PollInterval, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await FindChangesAsync(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _logger.ReadingLost(exception);
            }
        }
    }

    private void OnNotification(object sender, NpgsqlNotificationEventArgs notification)
    {
        // What this server stores it has given to its followers itself.
        if (notification.Payload.StartsWith(_announcer.Sender, StringComparison.Ordinal))
        {
            return;
        }

        var userId = notification.Payload[(notification.Payload.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (_feed.HasFollowers(userId))
        {
            _changed.TryAdd(userId);
        }
    }

    /// <summary>Looks at all followed users in one round trip.</summary>
    private async Task FindChangesAsync(CancellationToken cancellationToken)
    {
        var followed = _feed.FollowedUsers;
        foreach (var userId in _handedOn.Keys.Except(followed))
        {
            _handedOn.TryRemove(userId, out _);
        }

        if (followed.Count == 0)
        {
            return;
        }

        var last = await _database.ReadAsync(followed.ToArray(), ReadLastSequencesAsync, cancellationToken);
        foreach (var userId in followed.Where(userId => !_handedOn.TryGetValue(userId, out var sequence)
            || !last.TryGetValue(userId, out var lastSequence)
            || lastSequence != sequence))
        {
            _changed.TryAdd(userId);
        }
    }

    private async Task HandOnAsync(List<string> userIds)
    {
        var waiting = userIds.Where(_feed.HasFollowers).ToHashSet();
        try
        {
            while (waiting.Count > 0)
            {
                var read = await _database.ReadAsync(
                    (waiting.ToArray(), waiting.Select(AfterSequence).ToArray()), ReadNewEventsAsync, CancellationToken.None);
                foreach (var userId in waiting.Except(read.Keys))
                {
                    _handedOn.TryRemove(userId, out _);
                    _feed.End(userId);
                }

                foreach (var (userId, events) in read)
                {
                    events.ForEach(_feed.Publish);
                    if (events.Count > 0)
                    {
                        _handedOn[userId] = events[^1].Sequence;
                    }
                }

                waiting.RemoveWhere(userId => !read.TryGetValue(userId, out var events) || events.Count < EventsPerRead);
            }
        }
        catch (Exception exception)
        {
            _logger.ReadingLost(exception);
        }
    }

    // -1: a user that was not followed here before. Its last event is enough: who has not all before it sees that.
    private long AfterSequence(string userId) => _handedOn.TryGetValue(userId, out var sequence) ? sequence : -1;

    private static async Task<Dictionary<string, long>> ReadLastSequencesAsync(
        NpgsqlDataSource source, string[] userIds, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT id, last_sequence FROM users WHERE id = ANY ($1)");
        command.Parameters.With(userIds);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var last = new Dictionary<string, long>();
        while (await rows.ReadAsync(cancellationToken))
        {
            last.Add(rows.GetString(0), rows.GetInt64(1));
        }

        return last;
    }

    private static async Task<Dictionary<string, List<ActivityEvent>>> ReadNewEventsAsync(
        NpgsqlDataSource source, (string[] UserIds, long[] AfterSequences) asked, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT users.id, page.* FROM unnest($1, $2) AS asked (id, after) JOIN users ON users.id = asked.id LEFT JOIN LATERAL (
                SELECT sequence, event_id, event_type, description, recorded_at FROM activity
                WHERE user_id = users.id
                    AND sequence > CASE WHEN asked.after < 0 THEN users.last_sequence - 1 ELSE asked.after END
                ORDER BY sequence LIMIT $3
            ) AS page ON TRUE ORDER BY users.id, page.sequence
            """);
        command.Parameters.With(asked.UserIds).With(asked.AfterSequences).With(EventsPerRead);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var events = new Dictionary<string, List<ActivityEvent>>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var userId = rows.GetString(0);
            if (!events.TryGetValue(userId, out var ofUser))
            {
                events.Add(userId, ofUser = []);
            }

            if (!rows.IsDBNull(1))
            {
                ofUser.Add(PostgresActivityStore.ReadEvent(userId, rows, 1));
            }
        }

        return events;
    }
}
