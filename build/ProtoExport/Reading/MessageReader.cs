using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one message, in the order of its field numbers.</summary>
internal sealed class MessageReader
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const int LastNumber = 536_870_911;

    private readonly CommentBook _comments;
    private readonly ProblemList _problems;
    private readonly FieldReader _fields;

    public MessageReader(TypeReader types, CommentBook comments, ProblemList problems)
    {
        _comments = comments;
        _problems = problems;
        _fields = new FieldReader(types, comments, problems);
    }

    /// <summary>Adds a field that holds what no member does, such as the items of a list that is a whole message.</summary>
    public void Add(string name, int number, FieldForm form, DescriptorProto message, FileDescriptorProto file) =>
        message.Field.Add(_fields.Read(name, number, form, message, file));

    public void Read(MetaType meta, DescriptorProto message, FileDescriptorProto file)
    {
        var type = meta.Type;
        _comments.Describe(message, type, message.Name);
        if (Deprecation.IsOn(type))
        {
            message.Options = new MessageOptions { Deprecated = true };
        }

        if (!MessageShape.Check(meta, _problems))
        {
            return;
        }

        var members = meta.GetFields();
        var initial = InitialValues.Of(meta, _problems);
        foreach (var member in members)
        {
            var field = _fields.Read(member, message, file);
            initial?.Check(member.Member, field);
            message.Field.Add(field);
            _comments.Describe(field, member.Member, field.Name);
        }

        var reservations = new Reservations(type, Naming.FullName(file.Package, message.Name), (1, LastNumber), _comments, _problems);
        reservations.AddTo(message);
        AddSyntheticOneofs(message);
        ReportUnsent(type, members);
        ReportNumbers(members, reservations);
    }

    // Each optional field is, in the descriptor, the only member of a oneof. Such oneofs come after all others.
    private static void AddSyntheticOneofs(DescriptorProto message)
    {
        var taken = message.Field.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var field in message.Field.Where(field => field.Proto3Optional))
        {
            var name = $"_{field.Name}";
            while (!taken.Add(name))
            {
                name = $"X{name}";
            }

            field.OneofIndex = message.OneofDecl.Count;
            message.OneofDecl.Add(new OneofDescriptorProto { Name = name });
        }
    }

    private void ReportNumbers(ValueMember[] members, Reservations reservations)
    {
        foreach (var member in members)
        {
            var number = member.FieldNumber;
            var first = members.First(other => other.FieldNumber == number);
            var isReserved = reservations.Contain(member.Name) || reservations.Contain(number);
            if (first == member && !isReserved)
            {
                continue;
            }

            _problems.Add(
                ProblemCodes.FieldNumber,
                member.Member,
                isReserved
                    ? string.Create(CultureInfo.InvariantCulture, $"uses the number {number} or the name {member.Name}, which is reserved.")
                    : string.Create(CultureInfo.InvariantCulture, $"has the number {number}, as {first.Member.Name} has."),
                "Give it a number and a name that were never used.");
        }
    }

    private void ReportUnsent(Type type, IEnumerable<ValueMember> members)
    {
        var sent = members.Select(member => member.Member).ToHashSet();
        var unsent = type.GetMembers(Declared).Where(member =>
            (member.IsDefined(typeof(DataMemberAttribute)) || member.IsDefined(typeof(ProtoMemberAttribute))) && !sent.Contains(member));
        foreach (var member in unsent)
        {
            _problems.Add(
                ProblemCodes.MemberNotSent,
                member,
                "is marked as a field but never sent.",
                "Give it a number: [DataMember(Order = 1)] or greater.");
        }
    }
}
