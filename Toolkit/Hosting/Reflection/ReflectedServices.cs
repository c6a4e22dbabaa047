using CodeFirst.Hosting.Calls;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace CodeFirst.Hosting.Reflection;

/// <summary>The descriptors of the services that reflection shows: those that are mapped.</summary>
internal sealed class ReflectedServices(MappedServices mapped, IHostEnvironment environment)
{
    private IReadOnlyList<ServiceDescriptor>? _descriptors;

    // Made when a caller first asks: parsing descriptors has no place in the start.
    public IReadOnlyList<ServiceDescriptor> Descriptors => LazyInitializer.EnsureInitialized(ref _descriptors, Read);

    private List<ServiceDescriptor> Read()
    {
        var exported = FileDescriptor.BuildFromByteStrings(DescriptorSets.ReadFiles(environment))
            .SelectMany(file => file.Services)
            .ToDictionary(service => service.FullName);
        var found = new List<ServiceDescriptor>();
        foreach (var service in mapped.All)
        {
            // One that has neither was named at start.
            if ((exported.GetValueOrDefault(service.Name) ?? ContractFirst.Find(service.Type)) is { } descriptor)
            {
                found.Add(descriptor);
            }
        }

        return found;
    }
}
