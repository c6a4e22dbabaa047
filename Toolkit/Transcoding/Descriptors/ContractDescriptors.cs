using CodeFirst.Transcoding.Json;
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

    private readonly Lazy<ContractDescriptors>? _commented;

    private ContractDescriptors(IReadOnlyList<FileDescriptor> files, Lazy<ContractDescriptors>? commented)
    {
        _commented = commented;
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

    /// <summary>Gets the same contracts with their comments, which are read when they are first asked for: calls need none.</summary>
    public ContractDescriptors Commented => _commented?.Value ?? this;

    public IEnumerable<MethodDescriptor> Methods => _methods.Values;

    /// <summary>Returns the path of a method over gRPC, such as <c>/shop.Orders/Place</c>.</summary>
    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    public MethodDescriptor? Find(string path) => _methods.GetValueOrDefault(path);

    /// <summary>Reads descriptor sets. A file that several of them have counts once.</summary>
    /// <param name="sets">The sets. They are read again for <see cref="Commented"/>.</param>
    /// <param name="withComments">Whether descriptors have their comments at once.</param>
    /// <exception cref="InvalidOperationException">The bytes are no descriptor set, or a file is missing that another imports.</exception>
    public static ContractDescriptors Parse(IEnumerable<byte[]> sets, bool withComments = false)
    {
        var files = new List<ByteString>();
        var names = new HashSet<string>();
        try
        {
            foreach (var (name, bytes) in sets.SelectMany(set => SetFiles.Of(set, withComments)))
            {
                if (names.Add(name))
                {
                    files.Add(bytes);
                }
            }

            return new ContractDescriptors(
                FileDescriptor.BuildFromByteStrings(files, Extensions),
                withComments ? null : new Lazy<ContractDescriptors>(() => Parse(sets, withComments: true)));
        }
        catch (Exception exception) when (exception is MalformedMessageException or InvalidProtocolBufferException or ArgumentException
            or DescriptorValidationException
            or InvalidOperationException or NullReferenceException) // Google's reader does not expect extensions of nothing
        {
            throw new InvalidOperationException(
                $"The descriptor sets of the contracts cannot be read: {exception.Message}"
                + " Build the contract with CodeFirst.ProtoExport.",
                exception);
        }
    }
}
