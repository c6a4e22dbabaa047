using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one field: its number, its name on the wire, its type, and whether its absence can be seen.</summary>
internal sealed class FieldReader
{
    private const int LastNumber = 536_870_911;

    private readonly CommentBook _comments;
    private readonly ProblemList _problems;
    private readonly FieldTypeReader _fieldTypes;
    private readonly CollectionReader _collections;
    private readonly Presence _presence = new();

    public FieldReader(TypeReader types, CommentBook comments, ProblemList problems)
    {
        _comments = comments;
        _problems = problems;
        _fieldTypes = new FieldTypeReader(types, problems);
        _collections = new CollectionReader(_fieldTypes, comments, problems);
    }

    /// <summary>The field of a numbered member.</summary>
    public FieldDescriptorProto Read(ValueMember member, DescriptorProto message, FileDescriptorProto file)
    {
        var field = New(member.Name, member.FieldNumber);
        ReportNumberAndDefault(member);

        var form = FieldForm.Of(member, _presence);
        var hasPresence = _presence.IsNullable(form) || Presence.IsDecidedByAnother(member.Member);
        SetType(field, form, hasPresence, message, file);
        if (Deprecation.IsOn(member.Member))
        {
            (field.Options ??= new FieldOptions()).Deprecated = true;
        }

        return field;
    }

    /// <summary>The field of what no member holds, such as the items of a list that is a whole message.</summary>
    public FieldDescriptorProto Read(string name, int number, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        var field = New(name, number);
        SetType(field, form, Nullable.GetUnderlyingType(form.Type) is not null, message, file);
        return field;
    }

    private static FieldDescriptorProto New(string name, int number) =>
        new() { Name = name, Number = number, JsonName = Naming.JsonName(name), Label = Label.Optional };

    private void SetType(FieldDescriptorProto field, FieldForm form, bool hasPresence, DescriptorProto message, FileDescriptorProto file)
    {
        if (CollectionShape.IsCollection(form.Type))
        {
            _collections.SetType(field, form, message, file);
        }
        else if (Presence.IsWrapped(form.Where))
        {
            SetWrapped(field, form, file);
        }
        else
        {
            SetSingle(field, form, hasPresence, file);
        }
    }

    private void SetSingle(FieldDescriptorProto field, FieldForm form, bool hasPresence, FileDescriptorProto file)
    {
        var type = Nullable.GetUnderlyingType(form.Type) ?? form.Type;
        _fieldTypes.SetType(field, type, form.Format, form, file);
        if (hasPresence && field.HasType && field.Type != WireType.Message)
        {
            field.Proto3Optional = true;
        }

        if (ScalarTypes.NoteOn(type, isAbsentWhenZero: !hasPresence) is { } note)
        {
            _comments.Note(field, note);
        }
    }

    private void SetWrapped(FieldDescriptorProto field, FieldForm form, FileDescriptorProto file)
    {
        var type = Nullable.GetUnderlyingType(form.Type) ?? form.Type;
        var isGroup = form.Where.GetCustomAttribute<NullWrappedValueAttribute>()!.AsGroup;
        if (isGroup || !_presence.IsNullable(form))
        {
            _fieldTypes.ReportUnsupported(form.Where, type, isGroup ? " in a group" : " with [NullWrappedValue] and never null");
            return;
        }

        _fieldTypes.SetWrapper(field, type, form, file);
    }

    private void ReportNumberAndDefault(ValueMember member)
    {
        if (member.FieldNumber is < 1 or > LastNumber or (>= 19_000 and <= 19_999))
        {
            _problems.Add(
                ProblemCodes.FieldNumber,
                member.Member,
                string.Create(CultureInfo.InvariantCulture, $"has the number {member.FieldNumber}, which proto does not allow."),
                "Use 1 to 536870911, without 19000 to 19999.");
        }

        if (member.Member.GetCustomAttribute<DefaultValueAttribute>() is { } attribute && !InitialValues.IsZero(attribute.Value))
        {
            _problems.Add(
                ProblemCodes.DefaultValue,
                member.Member,
                string.Create(CultureInfo.InvariantCulture, $"has [DefaultValue({attribute.Value})]: it is not sent, and zero is read."),
                "Remove it; make the member nullable if its absence means something.");
        }
    }
}
