namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>A small contract that is easy to change: what the descriptor says in several places is here said once.</summary>
internal sealed class Model
{
    public required string Package { get; set; }

    public List<ModelMessage> Messages { get; init; } = [];

    public List<ModelEnum> Enums { get; init; } = [];

    public List<ModelRpc> Rpcs { get; init; } = [];

    public string Service { get; set; } = "Shop";

    public string GoPackage { get; set; } = "a.b/c";

    public Model Copy() => new()
    {
        Package = Package,
        Messages = [.. Messages.Select(message => message.Copy())],
        Enums = [.. Enums.Select(@enum => @enum.Copy())],
        Rpcs = [.. Rpcs.Select(rpc => rpc with { })],
        Service = Service,
        GoPackage = GoPackage,
    };
}
