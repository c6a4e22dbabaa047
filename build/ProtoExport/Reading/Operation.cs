using System.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>One rpc, as a server binds it.</summary>
/// <param name="Service">The full name of the service on the wire.</param>
/// <param name="Name">The name of the rpc.</param>
/// <param name="Method">The C# method that is called.</param>
/// <param name="Request">What the rpc takes, or each message of a stream.</param>
/// <param name="Response">What the rpc returns, or each message of a stream.</param>
internal sealed record Operation(string Service, string Name, MethodInfo Method, Payload Request, Payload Response)
{
    /// <summary>The path of a call, such as /shop.Orders/Get.</summary>
    public string Path => $"/{Service}/{Name}";

    /// <summary>
    /// Whether a server leaves the method out because protobuf-net refuses a message of it, which is marked as one. What is wrong in
    /// the message is an error; such an rpc is read to find that.
    /// </summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether a caller cannot tell this rpc from the other.</summary>
    public bool IsSameAs(Operation other) => Path == other.Path && Request == other.Request && Response == other.Response;
}
