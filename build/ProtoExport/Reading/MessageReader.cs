using System.Globalization;
using System.Reflection;
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

    private readonly TypeReader _types;
    private readonly CommentBook _comments;
    private readonly ProblemList _problems;
    private readonly FieldReader _fields;
    private readonly InheritanceReader _inheritance;

    public MessageReader(TypeReader types, CommentBook comments, ProblemList problems)
    {
        _types = types;
        _comments = comments;
        _problems = problems;
        _fields = new FieldReader(types, comments, problems);
        _inheritance = new InheritanceReader(types, comments, problems);
    }

    /// <summary>Adds a field that holds what no member does, such as the items of a list that is a whole message.</summary>
    public FieldDescriptorProto Add(string name, int number, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        var field = _fields.Read(name, number, form, message, file);
        message.Field.Add(field);
        return field;
    }

    public void Read(MetaType meta, DescriptorProto message, FileDescriptorProto file)
    {
        var type = meta.Type;
        _comments.Describe(message, type, message.Name);
        if (Deprecation.IsOn(type))
        {
            message.Options = new MessageOptions { Deprecated = true };
        }

        if (meta.SerializerType is { } serializer)
        {
            _problems.Add(
                ProblemCodes.OwnForm,
                type,
                $"is written by {Naming.CSharp(serializer)}, whose code alone says what is sent.",
                "Use a plain message or a surrogate in the contract.");
        }
        else if (ModelInternals.TupleOf(type) is { } items && meta.GetFields().Length == 0)
        {
            ReadTuple(items, meta, message, file);
        }
        else
        {
            ReadMembers(meta, message, file);
        }

        AddSyntheticOneofs(message);
    }

    // Each optional field is, in the descriptor, the only member of a oneof. Such oneofs come after all others.
    public static void AddSyntheticOneofs(DescriptorProto message)
    {
        var taken = message.Field.Select(field => field.Name).Concat(message.OneofDecl.Select(oneof => oneof.Name))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var field in message.Field.Where(field => field.Proto3Optional && !field.HasOneofIndex))
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

    // Like the items of a tuple that has none: protobuf-net numbers the parameters of the constructor.
    private void ReadTuple(IReadOnlyList<MemberInfo> items, MetaType meta, DescriptorProto message, FileDescriptorProto file)
    {
        var names = new FieldNames(_problems);
        for (var i = 0; i < items.Count; i++)
        {
            var type = items[i] is PropertyInfo property ? property.PropertyType : ((FieldInfo)items[i]).FieldType;
            var name = names.Of(items[i].Name, isGiven: false, CollectionShape.MapOf(type) is not null, i + 1, items[i]);
            var field = Add(name, i + 1, FieldForm.Of(type, items[i], meta.CompatibilityLevel), message, file);
            _comments.Describe(field, items[i], field.Name);
        }
    }

    private void ReadMembers(MetaType meta, DescriptorProto message, FileDescriptorProto file)
    {
        var type = meta.Type;
        var members = meta.GetFields();
        var (first, failure) = NewMessage.Of(meta);
        if (failure is not null)
        {
            _types.WhenRequested(message, () => _problems.Add(
                ProblemCodes.Constructor,
                type,
                $"is part of a request, and cannot be created: {failure}",
                "Give it a parameterless constructor that does not fail, or [ProtoContract(SkipConstructor = true)]."));
        }

        var absence = new AbsentValues(first, NewMessage.Of(meta).Message, _types.Model, _comments, _problems);
        var names = new FieldNames(_problems);
        foreach (var member in members.OrderBy(member => member.FieldNumber))
        {
            var field = _fields.Read(member, names, absence, message, file);
            message.Field.Add(field);
            _comments.Describe(field, FieldReader.DeclarationOf(member.Member), field.Name);
        }

        _inheritance.AddSubtypes(meta, message, file);
        var reservations = new Reservations(type, Naming.FullName(file.Package, message.Name), (1, LastNumber), _comments, _problems);
        reservations.AddTo(message);
        ReportUnsent(type, members);
        ReportNumbers(type, members, reservations);
        ReportInferred(type, members);
    }

    private void ReportNumbers(Type type, ValueMember[] members, Reservations reservations)
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

            var what = isReserved
                ? string.Create(CultureInfo.InvariantCulture, $"uses the number {number} or the name {member.Name}, which is reserved")
                : string.Create(CultureInfo.InvariantCulture, $"has the number {number}, as {first.Member.Name} has");
            _problems.Add(
                ProblemCodes.FieldNumber,
                member.Member,
                Trial.Of(type, [], _types.Model) is { } reason ? $"{what}. protobuf-net refuses the message: {reason}" : $"{what}.",
                "Give it a number and a name that were never used.");
        }
    }

    private void ReportUnsent(Type type, IEnumerable<ValueMember> members)
    {
        var sent = members.Select(member => FieldReader.DeclarationOf(member.Member)).ToHashSet();
        foreach (var member in type.GetMembers(Declared).Where(member => ContractAttributes.AreOn(member) && !sent.Contains(member)))
        {
            _problems.Add(
                ProblemCodes.MemberNotSent,
                member,
                "is marked as a field but never sent: it has no number.",
                "Give it one, [DataMember(Order = 1)] or greater; or [ProtoMember(1)]; or number all by their names with "
                + "[ProtoContract(InferTagFromName = true)].");
        }
    }

    private void ReportInferred(Type type, IEnumerable<ValueMember> members)
    {
        if (type.GetCustomAttribute<ProtoContractAttribute>(inherit: false) is { } contract
            && (contract.ImplicitFields != ImplicitFields.None || contract.InferTagFromName)
            && members.Any(member => !ContractAttributes.Number(member.Member)))
        {
            _problems.Warn(
                ProblemCodes.NumbersInferred,
                type,
                "gets its field numbers from the alphabet, so a new member renumbers those after it, and breaks every caller.",
                "Write the numbers that the .proto file shows: [ProtoMember(1)].");
        }
    }
}
