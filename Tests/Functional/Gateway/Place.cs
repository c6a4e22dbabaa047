namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>Who answers HTTP: the gateway, or the server itself.</summary>
public enum Place
{
    Gateway,
    Server,
}
