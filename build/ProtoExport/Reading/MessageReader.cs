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

    private static readonly Type[] Roots = [typeof(object), typeof(ValueType), typeof(Extensible)];

    private readonly CommentBook _comments;
    private readonly ProblemList _problems;
    private readonly FieldReader _fields;

    public MessageReader(TypeReader types, CommentBook comments, ProblemList problems)
    {
        _comments = comments;
        _problems = problems;
        _fields = new FieldReader(types, problems);
    }

    public void Read(MetaType meta, DescriptorProto message)
    {
        var type = meta.Type;
        _comments.Describe(message, type, message.Name);
        if (!ReportShape(meta))
        {
            return;
        }

        var members = meta.GetFields();
        var initial = InitialValues.Of(meta, _problems);
        foreach (var member in members)
        {
            var field = _fields.Read(member, message);
            initial?.Check(member.Member, field);
            message.Field.Add(field);
            _comments.Describe(field, member.Member, field.Name);
        }

        AddReservations(type, message);
        AddSyntheticOneofs(message);
        ReportUnsent(type, members);
        ReportNumbers(members, message);
    }

    private bool ReportShape(MetaType meta)
    {
        var type = meta.Type;
        if (type.IsGenericType)
        {
            _problems.Add(
                ProblemCodes.Generic, Naming.CSharp(type), "is generic, and proto has no generics.", "Write one message for each use.");
            return false;
        }

        var inherits = type.BaseType is { } parent && !Roots.Contains(parent);
        if (inherits || meta.HasSubtypes || meta.BaseType is not null)
        {
            _problems.Add(
                ProblemCodes.Inheritance,
                Naming.CSharp(type),
                "is part of an inheritance, which only protobuf-net understands on the wire.",
                "Seal the message and hold the common part as a field; for alternatives, hold one nullable field for each.");
            return false;
        }

        return true;
    }

    private static void AddReservations(Type type, DescriptorProto message)
    {
        foreach (var reservation in type.GetCustomAttributes<ProtoReservedAttribute>().OrderBy(reservation => reservation.From))
        {
            if (reservation.Name is { Length: > 0 } name)
            {
                message.ReservedName.Add(name);
            }
            else
            {
                message.ReservedRange.Add(new DescriptorProto.Types.ReservedRange { Start = reservation.From, End = reservation.To + 1 });
            }
        }
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

    private void ReportNumbers(ValueMember[] members, DescriptorProto message)
    {
        foreach (var member in members)
        {
            var number = member.FieldNumber;
            var first = members.First(other => other.FieldNumber == number);
            var isReserved = message.ReservedName.Contains(member.Name)
                || message.ReservedRange.Any(range => number >= range.Start && number < range.End);
            if (first == member && !isReserved)
            {
                continue;
            }

            _problems.Add(
                ProblemCodes.FieldNumber,
                Naming.Where(member.Member),
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
                Naming.Where(member),
                "is marked as a field but never sent.",
                "Give it a number: [DataMember(Order = 1)] or greater.");
        }
    }
}
