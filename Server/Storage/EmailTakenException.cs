namespace CodeFirst.Server.Storage;

/// <summary>Another user has the e-mail address.</summary>
internal sealed class EmailTakenException() : Exception("Another user has the e-mail address.");
