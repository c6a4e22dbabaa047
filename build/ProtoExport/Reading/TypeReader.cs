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
    private readonly FileBook _files;
    private readonly ProblemList _problems;
    private readonly MessageReader _messages;
    private readonly EnumReader _enums;

    public TypeReader(RuntimeTypeModel model, FileBook files, CommentBook comments, ProblemList problems)
    {
        _model = model;
        _files = files;
        _problems = problems;
        _messages = new MessageReader(this, comments, problems);
        _enums = new EnumReader(comments, problems);
    }

    /// <summary>The full name of a message or enum of the contract, which becomes part of a file that the user's imports.</summary>
    public string ReferTo(Type type, FileDescriptorProto user)
    {
        var file = _files.OfType(type, user);
        if (file != user)
        {
            // By its package, until the files have names.
            AddImport(file.Package, user);
        }

        return _names.TryGetValue(type, out var known) ? known : Read(type, file);
    }

    /// <summary>
    /// Adds the field <c>items = 1</c> of a list or dictionary that is a whole message. What proto cannot say is reported.
    /// </summary>
    /// <param name="message">The message, whose name is set and which is in the file.</param>
    /// <param name="collection">The type of the list or dictionary.</param>
    /// <param name="where">What an editor shows when something is wrong, such as the method.</param>
    /// <param name="file">The file of the message.</param>
    public void AddItems(DescriptorProto message, Type collection, MemberInfo where, FileDescriptorProto file) =>
        _messages.Add("items", 1, FieldForm.Of(collection, where, _model.DefaultCompatibilityLevel), message, file);

    /// <summary>The full name of a message that protobuf defines.</summary>
    public static string Import(WellKnownType type, FileDescriptorProto user)
    {
        AddImport(type.File, user);
        return type.Name;
    }

    public static bool IsMessage(Type type) =>
        !type.IsEnum && (type.IsDefined(typeof(DataContractAttribute)) || type.IsDefined(typeof(ProtoContractAttribute)));

    private static void AddImport(string import, FileDescriptorProto user)
    {
        if (!user.Dependency.Contains(import))
        {
            user.Dependency.Add(import);
        }
    }

    private string Read(Type type, FileDescriptorProto file)
    {
        if (TryDescribe(type) is not { } meta)
        {
            return _names[type] = "";
        }

        var name = FileBook.SimpleNameOf(type, meta.GetSchemaTypeName());
        var fullName = Naming.FullName(file.Package, name);
        _names.Add(type, fullName);
        ReportName(type, name, fullName);

        // Added before it is read, so that a message comes before the messages it uses.
        if (type.IsEnum)
        {
            var @enum = new EnumDescriptorProto { Name = name };
            file.EnumType.Add(@enum);
            _enums.Read(type, @enum, fullName);
        }
        else
        {
            var message = new DescriptorProto { Name = name };
            file.MessageType.Add(message);
            _messages.Read(meta, message, file);
        }

        return fullName;
    }

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
                type,
                $"is refused by protobuf-net: {failure.Message}",
                "Give every [DataMember] its own Order and a supported type.");
            return null;
        }
    }

    private void ReportName(Type type, string name, string fullName)
    {
        if (!_owners.TryAdd(fullName, type))
        {
            _problems.Add(
                ProblemCodes.SameTypeName,
                type,
                $"has the same proto name as {Naming.CSharp(_owners[fullName])}: {name}.",
                "Give one of them another name with [DataContract(Name = \"...\")].");
        }
        else if (!Naming.IsIdentifier(name))
        {
            _problems.Add(
                ProblemCodes.InvalidName,
                type,
                $"has a name that proto does not allow: {name}.",
                "Use letters, digits and _ in [DataContract(Name = \"...\")].");
        }
    }
}
