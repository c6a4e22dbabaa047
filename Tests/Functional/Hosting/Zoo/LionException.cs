namespace CodeFirst.Tests.Functional.Hosting.Zoo;

public sealed class LionException() : Exception("It is loose.");
