using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace CodeFirst.Server.Hosting;

/// <summary>The descriptors of the services that reflection shows.</summary>
internal sealed class ReflectedServices
{
    private const string Resource = "user_service.binpb";

    // The bytes of each file are served as they are, so the comments in them reach the caller.
    public IReadOnlyList<ServiceDescriptor> Descriptors { get; } =
    [
        .. FileDescriptor.BuildFromByteStrings(ReadFiles()).SelectMany(file => file.Services),
        Health.Descriptor,
        V1.ServerReflection.Descriptor,
        V1Alpha.ServerReflection.Descriptor,
    ];

    private static List<ByteString> ReadFiles()
    {
        using var stream = typeof(ReflectedServices).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException(
                $"The assembly has no resource {Resource}: build CodeFirst.Contracts, which exports it.");
        return [.. FileDescriptorSet.Parser.ParseFrom(stream).File.Select(file => file.ToByteString())];
    }
}
