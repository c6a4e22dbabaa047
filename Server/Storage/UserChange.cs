namespace CodeFirst.Server.Storage;

/// <summary>What a user becomes, and the event that says so.</summary>
internal sealed record UserChange(string Name, string Email, string Role, NewEvent Updated);
