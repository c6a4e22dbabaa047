using System.Reflection;
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
    private readonly Dictionary<(string Package, string Key), string> _made = [];
    private readonly TypeNames _typeNames;
    private readonly ContractModel _model;
    private readonly FileBook _files;
    private readonly MessageReader _messages;
    private readonly EnumReader _enums;

    /// <param name="model">The model that messages are served with.</param>
    /// <param name="files">Where the types go.</param>
    /// <param name="comments">Where the comments go.</param>
    /// <param name="problems">Where to tell what is wrong.</param>
    /// <param name="enumNames">The form of the names of enum values.</param>
    public TypeReader(
        RuntimeTypeModel model, FileBook files, CommentBook comments, ProblemList problems, EnumNameForm enumNames = EnumNameForm.Prefix)
    {
        Model = model;
        _model = new ContractModel(model, problems);
        _files = files;
        _typeNames = new TypeNames(_model, problems);
        _messages = new MessageReader(this, comments, problems);
        _enums = new EnumReader(comments, problems, enumNames);
    }

    /// <summary>The model that messages are served with, to try what it does.</summary>
    public RuntimeTypeModel Model { get; }

    /// <summary>The full name of a message or enum of the contract, which becomes part of a file that the user's imports.</summary>
    /// <param name="type">The type. One that derives from a message by [ProtoInclude] is that message.</param>
    /// <param name="user">The file that refers to it.</param>
    /// <param name="form">The field that holds it, if one does: a tuple is written in the level of that.</param>
    public string ReferTo(Type type, FileDescriptorProto user, FieldForm? form = null) => type.IsEnum
        ? ReferToSelf(type, user, file => ReadEnum(type, file))
        : _model.Find(type, form) is { } meta ? ReferToPart(InheritanceReader.RootOf(meta), user) : "";

    /// <summary>The full name of the message of the type alone, without what it derives from.</summary>
    public string ReferToPart(MetaType meta, FileDescriptorProto user) =>
        ReferToSelf(meta.Type, user, file => ReadMessage(meta, file));

    /// <summary>The full name of a message that stands for no type of the contract, such as a pair of a dictionary.</summary>
    /// <param name="key">What makes two of them the same.</param>
    /// <param name="name">The name it gets, if it is free.</param>
    /// <param name="file">The file of the message that uses it.</param>
    /// <param name="fill">Adds its fields.</param>
    public string Make(string key, string name, FileDescriptorProto file, Action<DescriptorProto> fill)
    {
        if (!_made.TryGetValue((file.Package, key), out var fullName))
        {
            var message = new DescriptorProto { Name = TypeNames.Unused(name, file) };
            fullName = Naming.FullName(file.Package, message.Name);
            _made.Add((file.Package, key), fullName);
            file.MessageType.Add(message);
            fill(message);
            MessageReader.AddSyntheticOneofs(message);
        }

        return fullName;
    }

    /// <summary>
    /// Adds the field <c>items = 1</c> of a list or dictionary that is a whole message. What proto cannot say is reported.
    /// </summary>
    /// <param name="message">The message, whose name is set and which is in the file.</param>
    /// <param name="collection">The type of the list or dictionary.</param>
    /// <param name="where">What an editor shows when something is wrong, such as the method.</param>
    /// <param name="file">The file of the message.</param>
    public void AddItems(DescriptorProto message, Type collection, MemberInfo where, FileDescriptorProto file) =>
        _messages.Add("items", 1, FieldForm.Of(collection, where, _model.DefaultLevel), message, file);

    /// <summary>The full name of a message that protobuf defines.</summary>
    public static string Import(WellKnownType type, FileDescriptorProto user)
    {
        AddImport(type.File, user);
        return type.Name;
    }

    /// <summary>Whether protobuf-net writes the type as a message.</summary>
    public bool IsMessage(Type type) => _model.IsMessage(type);

    /// <summary>Whether protobuf-net writes the type as a group, which is reported by whoever asks.</summary>
    public bool IsGroup(Type type, DataFormat format, FieldForm form) =>
        format == DataFormat.Group || _model.Find(type, form)?.IsGroup == true;

    /// <summary>What is written in place of the type, and at which compatibility level, or null if it is written itself.</summary>
    public (Type Type, DataFormat Format, CompatibilityLevel Level)? SurrogateOf(Type type) => _model.SurrogateOf(type);

    /// <summary>
    /// Whether a surrogate writes the value as one number or text, and .NET reads zero as another value than when nothing is sent.
    /// </summary>
    public bool IsZeroSeen(Type type) =>
        _model.SurrogateOf(type) is { } surrogate && !IsMessage(surrogate.Type) && !Trial.ReadsZeroAsAbsent(type, Model);

    /// <summary>The name of a type as part of another name, such as Order in Page_Order.</summary>
    public string SchemaNameOf(Type type) => _typeNames.PartOf(type);

    /// <summary>The C# name of a type that derives from a message and so travels as that message, or null for any other type.</summary>
    public string? SubtypeOf(Type type) =>
        _model.Find(type, null) is { BaseType: not null } ? Naming.SimpleNameOf(Naming.CSharp(type)) : null;

    /// <summary>Reports what is wrong with a message only if it is part of a request.</summary>
    public void WhenRequested(DescriptorProto message, Action report) => _files.Requests.When(message, report);

    private string ReferToSelf(Type type, FileDescriptorProto user, Func<FileDescriptorProto, string> read)
    {
        var file = _files.OfType(type, user);
        if (file != user)
        {
            // By its package, until the files have names.
            AddImport(file.Package, user);
        }

        return _names.TryGetValue(type, out var known) ? known : read(file);
    }

    private static void AddImport(string import, FileDescriptorProto user)
    {
        if (!user.Dependency.Contains(import))
        {
            user.Dependency.Add(import);
        }
    }

    // Both are added before they are read, so that a message comes before the messages it uses.
    private string ReadEnum(Type type, FileDescriptorProto file)
    {
        var @enum = new EnumDescriptorProto { Name = _typeNames.Of(type, file) };
        file.EnumType.Add(@enum);
        var fullName = _names[type] = Naming.FullName(file.Package, @enum.Name);
        _enums.Read(type, @enum, file);
        return fullName;
    }

    private string ReadMessage(MetaType meta, FileDescriptorProto file)
    {
        var message = new DescriptorProto { Name = _typeNames.Of(meta.Type, file) };
        file.MessageType.Add(message);
        var fullName = _names[meta.Type] = Naming.FullName(file.Package, message.Name);
        _messages.Read(meta, message, file);
        return fullName;
    }
}
