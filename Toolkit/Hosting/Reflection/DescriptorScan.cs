using System.Text;
using CodeFirst.Hosting.Marshalling;

namespace CodeFirst.Hosting.Reflection;

/// <summary>Finds the names of the services in the bytes of a descriptor set, whose field numbers descriptor.proto gives.</summary>
internal static class DescriptorScan
{
    private const int File = 1;
    private const int Package = 2;
    private const int Service = 6;
    private const int Name = 1;

    public static List<string> ServiceNames(ReadOnlySpan<byte> set)
    {
        var names = new List<string>();
        var files = new FieldReader(set);
        while (files.Read())
        {
            if (files.Number == File)
            {
                AddServices(names, set[files.Payload]);
            }
        }

        return names;
    }

    private static void AddServices(List<string> names, ReadOnlySpan<byte> file)
    {
        var package = "";
        var services = new List<string>();
        var fields = new FieldReader(file);
        while (fields.Read())
        {
            switch (fields.Number)
            {
                case Package:
                    package = Encoding.UTF8.GetString(file[fields.Payload]) + ".";
                    break;
                case Service:
                    services.Add(NameOf(file[fields.Payload]));
                    break;
            }
        }

        names.AddRange(services.Select(service => package + service));
    }

    private static string NameOf(ReadOnlySpan<byte> service)
    {
        var fields = new FieldReader(service);
        while (fields.Read())
        {
            if (fields.Number == Name)
            {
                return Encoding.UTF8.GetString(service[fields.Payload]);
            }
        }

        return "";
    }
}
