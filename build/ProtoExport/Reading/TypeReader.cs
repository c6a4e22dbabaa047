using System.Reflection;
using System.Runtime.Serialization;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Names the types of a contract, and reads each once, when it is first used.</summary>
internal sealed class TypeReader
{
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<string, Type> _owners = new(StringComparer.Ordinal);
    private readonly RuntimeTypeModel _model;
    private readonly FileDescriptorProto _file;
    private readonly ProblemList _problems;
    private readonly MessageReader _messages;
    private readonly EnumReader _enums;

    public TypeReader(RuntimeTypeModel model, FileDescriptorProto file, CommentBook comments, ProblemList problems)
    {
        _model = model;
        _file = file;
        _problems = problems;
        _messages = new MessageReader(this, comments, problems);
        _enums = new EnumReader(comments, problems);
    }

    /// <summary>The full name of what an rpc carries. What is not a message is reported.</summary>
    public string ReferToPayload(Type type, MethodInfo method)
    {
        if (type.FullName == "ProtoBuf.Grpc.Internal.Empty")
        {
            return Import(WellKnownType.Empty);
        }

        if (type.FullName == "ProtoBuf.Grpc.Internal.BytesValue" || !IsMessage(type))
        {
            ReportPayload(type, method);
            return "";
        }

        return ReferTo(type);
    }

    public void ReportPayload(Type type, MethodInfo method) => _problems.Add(
        ProblemCodes.PayloadIsNotAMessage,
        Naming.Where(method),
        $"carries {Describe(type)}, and an rpc carries messages.",
        "Put it into a message of its own, one for the request and one for the response.");

    /// <summary>The full name of a message or enum of the contract, which becomes part of the file.</summary>
    public string ReferTo(Type type)
    {
        if (_names.TryGetValue(type, out var known))
        {
            return known;
        }

        if (TryDescribe(type) is not { } meta)
        {
            return _names[type] = "";
        }

        var name = meta.GetSchemaTypeName();
        var fullName = _file.Package.Length > 0 ? $".{_file.Package}.{name}" : $".{name}";
        _names.Add(type, fullName);
        ReportName(type, name);

        // Added before it is read, so that a message comes before the messages it uses.
        if (type.IsEnum)
        {
            var @enum = new EnumDescriptorProto { Name = name };
            _file.EnumType.Add(@enum);
            _enums.Read(meta, @enum);
        }
        else
        {
            var message = new DescriptorProto { Name = name };
            _file.MessageType.Add(message);
            _messages.Read(meta, message);
        }

        return fullName;
    }

    public string Import(WellKnownType type)
    {
        if (!_file.Dependency.Contains(type.File))
        {
            _file.Dependency.Add(type.File);

            // Sorted, so that the order does not depend on who is first.
            var sorted = _file.Dependency.Order(StringComparer.Ordinal).ToList();
            _file.Dependency.Clear();
            _file.Dependency.AddRange(sorted);
        }

        return type.Name;
    }

    public static bool IsMessage(Type type) =>
        !type.IsEnum && (type.IsDefined(typeof(DataContractAttribute)) || type.IsDefined(typeof(ProtoContractAttribute)));

    private MetaType? TryDescribe(Type type)
    {
        try
        {
            return _model[type];
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or NotSupportedException)
        {
            _problems.Add(
                ProblemCodes.UnreadableType,
                Naming.CSharp(type),
                $"is refused by protobuf-net: {failure.Message}",
                "Give every [DataMember] its own Order and a supported type.");
            return null;
        }
    }

    private void ReportName(Type type, string name)
    {
        if (!_owners.TryAdd(name, type))
        {
            _problems.Add(
                ProblemCodes.SameTypeName,
                Naming.CSharp(type),
                $"has the same proto name as {Naming.CSharp(_owners[name])}: {name}.",
                "Give one of them another name with [DataContract(Name = \"...\")].");
        }
        else if (!type.IsGenericType && !Naming.IsIdentifier(name))
        {
            _problems.Add(
                ProblemCodes.InvalidName,
                Naming.CSharp(type),
                $"has a name that proto does not allow: {name}.",
                "Use letters, digits and _ in [DataContract(Name = \"...\")].");
        }
    }

    private static string Describe(Type type) => type.FullName switch
    {
        "ProtoBuf.Grpc.Internal.BytesValue" => "a Stream",
        _ => Naming.CSharp(type),
    };
}
