using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace CodeFirst.Transcoding.Descriptors;

/// <summary>The contracts that are transcoded, as their descriptor sets say.</summary>
internal sealed class ContractDescriptors
{
    // Without it the routes of a method are unknown fields.
    private static readonly ExtensionRegistry Extensions = [AnnotationsExtensions.Http];

    private readonly Dictionary<string, MethodDescriptor> _methods = [];

    private ContractDescriptors(IReadOnlyList<FileDescriptor> files)
    {
        Files = files;
        Services = [.. files.SelectMany(file => file.Services)];
        foreach (var service in Services)
        {
            foreach (var method in service.Methods)
            {
                _methods[PathOf(method)] = method;
            }
        }
    }

    /// <summary>Gets every file once, each after those it imports.</summary>
    public IReadOnlyList<FileDescriptor> Files { get; }

    public IReadOnlyList<ServiceDescriptor> Services { get; }

    public IEnumerable<MethodDescriptor> Methods => _methods.Values;

    /// <summary>Returns the path of a method over gRPC, such as <c>/shop.Orders/Place</c>.</summary>
    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    public MethodDescriptor? Find(string path) => _methods.GetValueOrDefault(path);

    /// <summary>Reads descriptor sets. A file that several of them have counts once.</summary>
    /// <exception cref="InvalidOperationException">The bytes are no descriptor set, or a file is missing that another imports.</exception>
    public static ContractDescriptors Parse(IEnumerable<byte[]> sets)
    {
        var files = new List<ByteString>();
        var names = new HashSet<string>();
        try
        {
            foreach (var file in sets.SelectMany(set => FileDescriptorSet.Parser.WithExtensionRegistry(Extensions).ParseFrom(set).File))
            {
                if (names.Add(file.Name))
                {
                    files.Add(file.ToByteString());
                }
            }

            return new ContractDescriptors(FileDescriptor.BuildFromByteStrings(files, Extensions));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or ArgumentException or DescriptorValidationException)
        {
            throw new InvalidOperationException(
                $"The descriptor sets of the contracts cannot be read: {exception.Message}"
                + " Build the contract with CodeFirst.ProtoExport.",
                exception);
        }
    }
}
