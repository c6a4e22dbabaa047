using CodeFirst.ProtoExport.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace CodeFirst.ProtoExport.Tool;

/// <summary>Reads the contract of a running service with gRPC server reflection.</summary>
internal static class ReflectedContract
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // They are part of every server, and say nothing about what it is for.
    private static readonly string[] OfEveryServer = ["grpc.reflection.", "grpc.health."];

    /// <summary>Returns the files of all services, each after those it imports.</summary>
    public static async Task<FileDescriptorSet> ReadAsync(CallInvoker invoker, string address)
    {
        try
        {
            try
            {
                return await ReadAsync(invoker, address, "grpc.reflection.v1.ServerReflection");
            }
            catch (RpcException failure) when (failure.StatusCode == StatusCode.Unimplemented)
            {
                // Older servers have only this one, with the same messages.
                return await ReadAsync(invoker, address, "grpc.reflection.v1alpha.ServerReflection");
            }
        }
        catch (RpcException failure)
        {
            throw Unreadable(address, $"cannot be asked for its contract: {failure.StatusCode}: {failure.Status.Detail}");
        }
    }

    private static async Task<FileDescriptorSet> ReadAsync(CallInvoker invoker, string address, string reflection)
    {
        var method = new Method<ServerReflectionRequest, ServerReflectionResponse>(
            MethodType.DuplexStreaming,
            reflection,
            "ServerReflectionInfo",
            MarshallerOf(ServerReflectionRequest.Parser),
            MarshallerOf(ServerReflectionResponse.Parser));
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + Limit;
        using var call = invoker.AsyncDuplexStreamingCall(method, host: null, new CallOptions(deadline: deadline));
        var files = new Dictionary<string, FileDescriptorProto>(StringComparer.Ordinal);
        var services = await AskAsync(call, new ServerReflectionRequest { ListServices = "*" });
        foreach (var service in services.ListServicesResponse.Service.Select(service => service.Name).Where(IsItsOwn))
        {
            Add(files, await AskAsync(call, new ServerReflectionRequest { FileContainingSymbol = service }));
        }

        while (MissingIn(files) is { } missing)
        {
            Add(files, await AskAsync(call, new ServerReflectionRequest { FileByFilename = missing }));
            if (!files.ContainsKey(missing))
            {
                throw Unreadable(address, $"does not have the file {missing}, which its contract imports.");
            }
        }

        await call.RequestStream.CompleteAsync();

        return Sorted(files);
    }

    private static Marshaller<T> MarshallerOf<T>(MessageParser<T> parser)
        where T : IMessage<T> => Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);

    private static async Task<ServerReflectionResponse> AskAsync(
        AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call, ServerReflectionRequest request)
    {
        await call.RequestStream.WriteAsync(request);
        if (!await call.ResponseStream.MoveNext())
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The server ended the stream."));
        }

        return call.ResponseStream.Current is { ErrorResponse: { } error }
            ? throw new RpcException(new Status((StatusCode)error.ErrorCode, error.ErrorMessage))
            : call.ResponseStream.Current;
    }

    private static bool IsItsOwn(string service) => !Array.Exists(OfEveryServer, prefix => service.StartsWith(prefix, StringComparison.Ordinal));

    private static void Add(Dictionary<string, FileDescriptorProto> files, ServerReflectionResponse response)
    {
        foreach (var file in response.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom))
        {
            files.TryAdd(file.Name, file);
        }
    }

    private static string? MissingIn(Dictionary<string, FileDescriptorProto> files) =>
        files.Values.SelectMany(file => file.Dependency).FirstOrDefault(name => !files.ContainsKey(name));

    private static FileDescriptorSet Sorted(Dictionary<string, FileDescriptorProto> files)
    {
        var set = new FileDescriptorSet();
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files.Values)
        {
            AddWithImports(file);
        }

        return set;

        void AddWithImports(FileDescriptorProto file)
        {
            if (added.Add(file.Name))
            {
                foreach (var import in file.Dependency)
                {
                    AddWithImports(files[import]);
                }

                set.File.Add(file);
            }
        }
    }

    private static ExportException Unreadable(string address, string what) => new(
        ProblemCodes.CannotLoad, address, what, "Check the address, or name the contract and add --address.");
}
