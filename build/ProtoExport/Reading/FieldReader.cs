using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one field: its number, its name on the wire, its type, and whether its absence can be seen.</summary>
internal sealed partial class FieldReader
{
    private const int LastNumber = 536_870_911;

    private readonly CommentBook _comments;
    private readonly ProblemList _problems;
    private readonly TypeReader _types;
    private readonly FieldTypeReader _fieldTypes;
    private readonly CollectionReader _collections;
    private readonly Presence _presence = new();

    public FieldReader(TypeReader types, CommentBook comments, ProblemList problems)
    {
        _types = types;
        _comments = comments;
        _problems = problems;
        _fieldTypes = new FieldTypeReader(types, problems);
        _collections = new CollectionReader(types, _fieldTypes, comments, problems);
    }

    /// <summary>The field of a numbered member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="names">The names of the fields before it.</param>
    /// <param name="absence">What the message holds before anything is read into it.</param>
    /// <param name="message">The message, which gets the entries of a map.</param>
    /// <param name="file">The file of the message.</param>
    public FieldDescriptorProto Read(
        ValueMember member, FieldNames names, AbsentValues absence, DescriptorProto message, FileDescriptorProto file)
    {
        ReportNumber(member);
        var field = New(NameOf(member, names), member.FieldNumber);
        var form = FieldForm.Of(member, _presence);
        var isNullable = _presence.IsNullable(form);
        SetType(field, form, isNullable || Presence.IsDecidedByAnother(member.Member), message, file);
        absence.Describe(member, isNullable, field, file);
        if (Deprecation.IsOn(DeclarationOf(member.Member)))
        {
            (field.Options ??= new FieldOptions()).Deprecated = true;
        }

        return field;
    }

    /// <summary>The field of what no member holds, such as an item of a tuple, or the items of a list that is a whole message.</summary>
    public FieldDescriptorProto Read(string name, int number, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        var field = New(name, number);
        SetType(field, form, _presence.IsNullable(form), message, file);
        return field;
    }

    /// <summary>The member as the author wrote it: the property of a field that the compiler made for it.</summary>
    public static MemberInfo DeclarationOf(MemberInfo member) =>
        BackingField().Match(member.Name) is { Success: true } match
        && member.DeclaringType!.GetProperty(
            match.Groups[1].Value, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is { } property
            ? property
            : member;

    private static string NameOf(ValueMember member, FieldNames names)
    {
        var wanted = BackingField().Match(member.Name) is { Success: true } match ? match.Groups[1].Value : member.Name;
        var declaration = DeclarationOf(member.Member);
        var isGiven = ContractAttributes.Name(declaration) || wanted != declaration.Name;
        var isMap = member.IsMap && CollectionShape.MapOf(member.MemberType) is not null;
        return names.Of(wanted, isGiven, isMap, member.FieldNumber, declaration);
    }

    private static FieldDescriptorProto New(string name, int number) =>
        new() { Name = name, Number = number, JsonName = Naming.JsonName(name), Label = Label.Optional };

    private void SetType(FieldDescriptorProto field, FieldForm form, bool hasPresence, DescriptorProto message, FileDescriptorProto file)
    {
        if (form.SupportsNull && !Presence.IsWrapped(form.Where))
        {
            _fieldTypes.ReportUnsupported(form.Where, form.Type, " with SupportNull, which puts each value in a group", reason: null);
        }
        else if (CollectionShape.IsCollection(form.Type))
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
        hasPresence |= _types.IsZeroSeen(type);
        if (_fieldTypes.SetType(field, type, form.Format, form, file, isAbsentWhenZero: !hasPresence) is { } note)
        {
            _comments.Note(field, note);
        }

        // Ticks since 1970 are zero then, but what a new message holds is the year 1.
        var isOwnTicks = type == typeof(DateTime) && field.HasType && field.Type == WireType.Sfixed64;
        if (isOwnTicks && !hasPresence)
        {
            _comments.Note(field, "Absent means 0001-01-01T00:00:00.");
        }

        if ((hasPresence || isOwnTicks) && field.HasType && field.Type != WireType.Message)
        {
            field.Proto3Optional = true;
        }
    }

    private void SetWrapped(FieldDescriptorProto field, FieldForm form, FileDescriptorProto file)
    {
        var type = Nullable.GetUnderlyingType(form.Type) ?? form.Type;
        var isGroup = form.Where.GetCustomAttribute<NullWrappedValueAttribute>()!.AsGroup;
        if (isGroup || !_presence.IsNullable(form))
        {
            _fieldTypes.ReportUnsupported(
                form.Where,
                type,
                isGroup ? " in a group" : " with [NullWrappedValue] and never null",
                isGroup ? null : Trial.OfWrapped(form.Type, form.Level, _types.Model));
            return;
        }

        _fieldTypes.SetWrapper(field, type, form, file);
    }

    private void ReportNumber(ValueMember member)
    {
        if (member.FieldNumber is < 1 or > LastNumber or (>= 19_000 and <= 19_999))
        {
            _problems.Add(
                ProblemCodes.FieldNumber,
                member.Member,
                string.Create(CultureInfo.InvariantCulture, $"has the number {member.FieldNumber}, which proto does not allow."),
                "Use 1 to 536870911, without 19000 to 19999.");
        }
    }

    [GeneratedRegex("^<(.+)>k__BackingField$")]
    private static partial Regex BackingField();
}
