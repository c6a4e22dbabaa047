using CodeFirst.ProtoExport.Routes;
using CodeFirst.ProtoExport.Tools;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>The declarations of a descriptor set by their full names.</summary>
internal sealed class Schema
{
    // What protobuf, protobuf-net, routes and tools bring: google/protobuf/timestamp.proto, protobuf-net/bcl.proto, google/api/http.proto.
    private static readonly string[] Foreign = ["google/protobuf/", "google/api/", "protobuf-net/", AnswerFile.Name, ToolFile.Name];

    private readonly Dictionary<string, Declared<DescriptorProto>> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Declared<EnumDescriptorProto>> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Declared<ServiceDescriptorProto>> _services = new(StringComparer.Ordinal);

    private readonly Dictionary<FieldDescriptorProto, string> _stated = new(ReferenceEqualityComparer.Instance);

    public Schema(FileDescriptorSet set)
    {
        foreach (var file in set.File)
        {
            foreach (var (field, value) in StatedDefaults.In(file))
            {
                _stated[field] = value;
            }

            var scope = file.Package.Length > 0 ? $"{file.Package}." : "";
            AddMessages(file.MessageType, scope, file, parent: null);
            AddEnums(file.EnumType, scope, file, parent: null);
            foreach (var service in file.Service)
            {
                _services[scope + service.Name] = new(scope + service.Name, service, file, Parent: null);
            }
        }

        // It does not change with a contract. One that uses it no longer has broken what used it, which is told.
        Files = [.. set.File.Where(file => !Foreign.Any(folder => file.Name.StartsWith(folder, StringComparison.Ordinal)))];
        Messages = [.. _messages.Values.Where(message => Files.Contains(message.File))];
        Enums = [.. _enums.Values.Where(@enum => Files.Contains(@enum.File))];
        Services = [.. _services.Values.Where(service => Files.Contains(service.File))];
    }

    public IReadOnlyList<FileDescriptorProto> Files { get; }

    public IReadOnlyList<Declared<DescriptorProto>> Messages { get; }

    public IReadOnlyList<Declared<EnumDescriptorProto>> Enums { get; }

    public IReadOnlyList<Declared<ServiceDescriptorProto>> Services { get; }

    /// <summary>What the comments say that a field means when it is absent, or null if they say nothing.</summary>
    public string? StatedDefault(FieldDescriptorProto field) => _stated.GetValueOrDefault(field);

    public FileDescriptorProto? File(string name) => Files.FirstOrDefault(file => file.Name == name);

    public Declared<DescriptorProto>? Message(string fullName) => _messages.GetValueOrDefault(fullName);

    public Declared<EnumDescriptorProto>? Enum(string fullName) => _enums.GetValueOrDefault(fullName);

    public Declared<ServiceDescriptorProto>? Service(string fullName) => _services.GetValueOrDefault(fullName);

    private void AddMessages(IEnumerable<DescriptorProto> messages, string scope, FileDescriptorProto file, DescriptorProto? parent)
    {
        foreach (var message in messages)
        {
            var name = scope + message.Name;
            _messages[name] = new(name, message, file, parent);
            AddMessages(message.NestedType, $"{name}.", file, message);
            AddEnums(message.EnumType, $"{name}.", file, message);
        }
    }

    private void AddEnums(IEnumerable<EnumDescriptorProto> enums, string scope, FileDescriptorProto file, DescriptorProto? parent)
    {
        foreach (var @enum in enums)
        {
            _enums[scope + @enum.Name] = new(scope + @enum.Name, @enum, file, parent);
        }
    }
}
