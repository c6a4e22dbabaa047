using CodeFirst.Contracts;
using CodeFirst.Server.Users.Filters;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Stores new users with their first events, and the request ids that there are, in one round trip and one transaction.</summary>
internal static class PostgresCreation
{
    private const int ForgottenForEach = 10;

    private const string DeleteOld = "DELETE FROM create_requests WHERE request_id = ANY ($1) AND created_at < $2";

    // The forgotten ones go little by little, so that no write is long: some for each that comes.
    private const string DeleteForgotten =
        """
        DELETE FROM create_requests WHERE request_id IN (
            SELECT request_id FROM create_requests WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    // Whom these calls repeat must stay until they are answered, also if others forget it meanwhile.
    private const string KeepRepeated = "SELECT 1 FROM create_requests WHERE request_id = ANY ($1) ORDER BY request_id FOR KEY SHARE";

    // The e-mail is claimed by its unique index: of two servers the second waits for the first and then creates nothing. In their
    // order, so that two transactions never wait for each other.
    private const string Create =
        """
        WITH asked AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                AS asked (id, name, name_key, email, email_key, role, at, event_id, event_type, description, recorded_at, request_id)
        ), created AS (
            INSERT INTO users (id, name, name_key, email, email_key, role, created_at, updated_at, version, last_sequence)
            SELECT id, name, name_key, email, email_key, role, at, at, 1, 1 FROM asked
            WHERE NOT EXISTS (SELECT 1 FROM create_requests WHERE create_requests.request_id = asked.request_id)
            ORDER BY email_key
            ON CONFLICT (email_key) DO NOTHING RETURNING id
        ), first AS (
            INSERT INTO activity (user_id, sequence, event_id, event_type, description, recorded_at)
            SELECT id, 1, event_id, event_type, description, recorded_at FROM created JOIN asked USING (id)
        ), requests AS (
            INSERT INTO create_requests (request_id, user_id, name, email, role, created_at)
            SELECT request_id, id, name, email, role, at FROM created JOIN asked USING (id) WHERE request_id <> ''
        )
        SELECT id FROM created
        """;

    private const string FindRequests =
        "SELECT request_id, user_id, name, email, role, created_at FROM create_requests WHERE request_id = ANY ($1)";

    /// <summary>
    /// Returns for each the user that it, or the first call with its request id, has created, or null if the e-mail is another user's.
    /// Two calls with one request id and two e-mails at once meet in the key of create_requests: the second is undone and asked again.
    /// </summary>
    public static async Task<IReadOnlyList<User?>> CreateAsync(
        NpgsqlDataSource source, List<NewUser> users, CancellationToken cancellationToken)
    {
        string[] requests = [.. users.Select(user => user.RequestId).Where(id => id.Length > 0)];
        await using var batch = source.CreateBatch();
        if (requests.Length > 0)
        {
            var repeatsSince = users.Min(user => user.RepeatsSince).ToUnixTimeMilliseconds();
            Add(DeleteOld).With(requests).With(repeatsSince);
            Add(DeleteForgotten).With(repeatsSince).With(requests.Length * ForgottenForEach);
            Add(KeepRepeated).With(requests);
        }

        AddUsers(Add(Create), users);
        if (requests.Length > 0)
        {
            Add(FindRequests).With(requests);
        }

        var created = new HashSet<string>();
        var requested = new Dictionary<string, UserRow>();
        await using (var rows = await batch.ExecuteReaderAsync(cancellationToken))
        {
            if (requests.Length > 0)
            {
                await rows.NextResultAsync(cancellationToken);
            }

            while (await rows.ReadAsync(cancellationToken))
            {
                created.Add(rows.GetString(0));
            }

            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var at = rows.GetInt64(5);
                requested.Add(
                    rows.GetString(0), new UserRow(rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), at, at, 1));
            }

            await rows.CommitAsync(cancellationToken);
        }

        return [.. users.Select(user => RowOf(user)?.ToUser())];

        NpgsqlParameterCollection Add(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            batch.BatchCommands.Add(command);

            return command.Parameters;
        }

        UserRow? RowOf(NewUser user) => user.RequestId.Length > 0
            ? requested.GetValueOrDefault(user.RequestId)
            : created.Contains(user.Id) ? UserRow.Of(user) : null;
    }

    private static void AddUsers(NpgsqlParameterCollection parameters, List<NewUser> users) => parameters
        .With(users.ConvertAll(user => user.Id))
        .With(users.ConvertAll(user => user.Name))
        .With(users.ConvertAll(user => UserFilter.Fold(user.Name)))
        .With(users.ConvertAll(user => user.Email))
        .With(users.ConvertAll(user => UserFilter.Fold(user.Email)))
        .With(users.ConvertAll(user => user.Role))
        .With(users.ConvertAll(user => user.At.ToUnixTimeMilliseconds()))
        .With(users.ConvertAll(user => user.Created.EventId))
        .With(users.ConvertAll(user => user.Created.EventType))
        .With(users.ConvertAll(user => user.Created.Description))
        .With(users.ConvertAll(user => user.Created.At.ToUnixTimeMilliseconds()))
        .With(users.ConvertAll(user => user.RequestId));
}
