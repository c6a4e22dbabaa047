using Google.Protobuf.Reflection;

namespace CodeFirst.Gateway.Reference;

/// <summary>The comments of the contract, by name: <c>GetUser</c>, <c>User</c>, <c>User.name</c>.</summary>
internal sealed class ContractComments
{
    private readonly Dictionary<string, string> _comments = [];

    public ContractComments()
    {
        foreach (var file in FileDescriptorSet.Parser.ParseFrom(ContractFiles.Read(ContractFiles.DescriptorSet)).File)
        {
            Add(file);
        }
    }

    public string Of(string name) => _comments.GetValueOrDefault(name, "");

    private void Add(FileDescriptorProto file)
    {
        foreach (var location in file.SourceCodeInfo?.Location ?? [])
        {
            // A path is made of field numbers and indexes, as descriptor.proto describes.
            var name = location.Path switch
            {
                [FileDescriptorProto.MessageTypeFieldNumber, var message] => file.MessageType[message].Name,
                [FileDescriptorProto.MessageTypeFieldNumber, var message, DescriptorProto.FieldFieldNumber, var field] =>
                    $"{file.MessageType[message].Name}.{file.MessageType[message].Field[field].Name}",
                [FileDescriptorProto.ServiceFieldNumber, var service, ServiceDescriptorProto.MethodFieldNumber, var method] =>
                    file.Service[service].Method[method].Name,
                _ => null,
            };
            if (name is not null)
            {
                _comments[name] = Flow(location.LeadingComments);
            }
        }
    }

    // Lines were broken for the .proto only.
    private static string Flow(string comment) =>
        string.Join(' ', comment.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
