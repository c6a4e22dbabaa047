using System.Globalization;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Adds parameters, which the SQL calls $1, $2 and so on by their order.</summary>
internal static class PostgresParameters
{
    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

        return parameters;
    }

    /// <summary>Adds what an event has besides its user: id, type, description and time.</summary>
    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, NewEvent added) => parameters
        .With(added.EventId)
        .With(added.EventType)
        .With(added.Description)
        .With(added.At.ToUnixTimeMilliseconds());

    /// <summary>Adds a parameter and returns its place holder.</summary>
    public static string Place<T>(this NpgsqlParameterCollection parameters, T value) =>
        string.Create(CultureInfo.InvariantCulture, $"${parameters.With(value).Count}");
}
