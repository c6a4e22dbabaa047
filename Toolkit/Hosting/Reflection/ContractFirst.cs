using System.Reflection;
using Grpc.Core;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace CodeFirst.Hosting.Reflection;

/// <summary>Finds the descriptors of services whose code was generated out of a .proto: they bring them along.</summary>
internal static class ContractFirst
{
    public static ServiceDescriptor? Find(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } binding)
            {
                return binding.BindType.GetMethod("get_Descriptor")?.Invoke(null, null) as ServiceDescriptor;
            }
        }

        return null;
    }
}
