namespace CodeFirst.Hosting;

/// <summary>What the programs of this repository differ in when they start.</summary>
/// <param name="Name">The name in logs.</param>
/// <param name="Settings">The settings, or the sections of them, that it reads and that every program does not.</param>
/// <param name="Greet">Tells where it listens and what to try: to a person, or on Cloud Run to the log.</param>
internal sealed record HostedProgram(string Name, IReadOnlyList<string> Settings, Action<WebApplication, ILogger> Greet);
