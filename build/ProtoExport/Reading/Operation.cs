using System.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>One rpc, as a server binds it.</summary>
internal sealed record Operation(
    string Service, string Name, MethodInfo Method, Type Request, Type Response, bool ClientStreaming, bool ServerStreaming);
