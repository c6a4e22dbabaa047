namespace CodeFirst.Server.Storage;

/// <summary>A user to store, valid in every field.</summary>
/// <param name="Id">The id the user gets.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Role">The role, or empty.</param>
/// <param name="At">When the user is created.</param>
/// <param name="RequestId">The caller's id of the request, or empty.</param>
/// <param name="RepeatsSince">A request id used before this time is forgotten.</param>
/// <param name="Created">The user's first event.</param>
internal sealed record NewUser(
    string Id, string Name, string Email, string Role, DateTimeOffset At, string RequestId, DateTimeOffset RepeatsSince, NewEvent Created);
