using System.Collections;
using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf.Meta;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// What the absence of a field means, where it is not zero: .NET reads what a new message holds, and leaves out what is the default.
/// </summary>
/// <param name="first">A new message, or null if none runs a constructor.</param>
/// <param name="second">Another one, which shows what differs from message to message.</param>
/// <param name="model">The model of the server.</param>
/// <param name="comments">Where to say it.</param>
/// <param name="problems">Where to tell what a caller would not expect.</param>
internal sealed class AbsentValues(object? first, object? second, TypeModel model, CommentBook comments, ProblemList problems)
{
    /// <summary>Makes the field optional, and says what its absence means, if that is not zero.</summary>
    /// <param name="member">The member.</param>
    /// <param name="isNullable">Whether C# says that it may be null.</param>
    /// <param name="field">Its field.</param>
    /// <param name="file">The file of the message, for the names of enum values.</param>
    public void Describe(ValueMember member, bool isNullable, FieldDescriptorProto field, FileDescriptorProto file)
    {
        var initial = ValueOf(member.Member, first);
        if (!field.HasType || (field.Type == WireType.Message && field.Label != Label.Repeated && IsMessage(initial)))
        {
            // A message that is there from the start is merged into, and sent even when it is empty: both are what proto3 allows.
            return;
        }

        if (field.Label == Label.Repeated || initial is byte[] or ArraySegment<byte> or Memory<byte> or ReadOnlyMemory<byte>)
        {
            DescribeSeed(member, initial, field);
            return;
        }

        var omitted = OmittedOf(member, initial, isNullable);
        var isSame = Equals(initial, omitted) || (!isNullable && IsZero(initial) && IsZero(omitted));
        if (IsZero(initial) && (isSame || (omitted is null && !isNullable)))
        {
            return;
        }

        if (field.Type != WireType.Message)
        {
            field.Proto3Optional = true;
        }

        var isNew = !Equals(initial, ValueOf(member.Member, second)) || IsNow(initial);
        var text = isNew ? "a new value that .NET makes" : TextOf(initial, field, file);
        if (isSame)
        {
            comments.Note(field, $"Absent means {text}.");
            return;
        }

        var lost = TextOf(omitted, field, file);
        comments.Note(field, IsZero(omitted) && omitted is not null
            ? $"Absent means {text}. .NET omits {lost}, so it never sends that value."
            : $".NET omits {lost}, and reads {text} when the field is absent.");
        problems.Warn(
            ProblemCodes.ValueNotSent,
            member.Member,
            $"starts with {text} and is not sent when it is {lost}, so the reader gets {text} instead.",
            omitted is null
                ? "Remove the initialiser, or make the type one without null."
                : "Make the member nullable, or set [DefaultValue] to its initial value, which changes what is sent.");
    }

    /// <summary>Whether proto3 reads this value when nothing is sent.</summary>
    public static bool IsZero(object? value) => value switch
    {
        null => true,
        ValueType when value.Equals(Activator.CreateInstance(value.GetType())) => true,
        string text => text.Length == 0,
        ArraySegment<byte> bytes => bytes.Count == 0,
        Memory<byte> bytes => bytes.IsEmpty,
        ReadOnlyMemory<byte> bytes => bytes.IsEmpty,
        ICollection collection => collection.Count == 0,
        IEnumerable items => !items.Cast<object>().Any(),
        _ => false,
    };

    // What is the same as the initial value if everything is sent, or if another member decides what is.
    private static object? OmittedOf(ValueMember member, object? initial, bool isNullable)
    {
        if (isNullable || !member.MemberType.IsValueType)
        {
            return isNullable || IsZero(initial) ? null : initial;
        }

        var isAlwaysSent = member.IsRequired || member.DefaultValue is null || Presence.IsDecidedByAnother(member.Member);
        return isAlwaysSent ? initial : member.DefaultValue;
    }

    private void DescribeSeed(ValueMember member, object? initial, FieldDescriptorProto field)
    {
        ReportUnreadable(member, initial);
        if (IsZero(initial))
        {
            return;
        }

        comments.Note(field, member.OverwriteList
            ? "Absent means the values that .NET starts with, not none."
            : "What is sent to .NET is added to the values that it starts with.");
        problems.Warn(
            ProblemCodes.SeededCollection,
            member.Member,
            member.OverwriteList
                ? "starts with values, and protobuf-net keeps them when it reads none, so that an empty collection cannot be sent."
                : "starts with values, and protobuf-net adds those it reads to them.",
            "Start with an empty collection.");
    }

    // Such as IReadOnlyList<T> … = [], which is an array: protobuf-net asks it to take items, and every message that has one fails.
    private void ReportUnreadable(ValueMember member, object? initial)
    {
        if (initial is IList { IsFixedSize: true } && !member.MemberType.IsArray && initial is not (byte[] or ArraySegment<byte>)
            && Sample(member) is { } sample && Trial.OfMessage(sample, model) is { } reason)
        {
            problems.Add(
                ProblemCodes.UnreadableType,
                member.Member,
                $"cannot be read when it has an item: {reason}",
                "Start with new List<T>().");
        }
    }

    // A message in which the member has one item, or null if none can be made.
    private object? Sample(ValueMember member)
    {
        var item = CollectionShape.ItemOf(member.MemberType)!;
        var items = Array.CreateInstance(item, 1);
        items.SetValue(ItemOf(item), 0);
        if (first is null || !member.MemberType.IsInstanceOfType(items))
        {
            return null;
        }

        var sample = Activator.CreateInstance(first.GetType(), nonPublic: true);
        switch (member.Member)
        {
            case PropertyInfo { CanWrite: true } property:
                property.SetValue(sample, items);
                return sample;
            case FieldInfo field:
                field.SetValue(sample, items);
                return sample;
            default:
                return null;
        }
    }

    private static object? ItemOf(Type type) => type == typeof(string) ? ""
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : type.IsAbstract || type.IsInterface ? null
        : NewMessage.Bare(type);

    private static object? ValueOf(MemberInfo member, object? message)
    {
        var type = member is PropertyInfo { PropertyType: var propertyType } ? propertyType : ((FieldInfo)member).FieldType;
        if (message is null)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        try
        {
            return member switch
            {
                PropertyInfo { CanRead: true } property => property.GetValue(message),
                FieldInfo field => field.GetValue(message),
                _ => null,
            };
        }
        catch (TargetInvocationException)
        {
            // A getter that fails on a new message says nothing about what the message starts with.
            return null;
        }
    }

    private static bool IsMessage(object? value) =>
        value is not null and not TimeSpan and not Guid && Type.GetTypeCode(value.GetType()) == TypeCode.Object;

    private static bool IsNow(object? value) =>
        value is DateTime time && (TimeProvider.System.GetUtcNow().UtcDateTime - time).Duration() < TimeSpan.FromDays(1);

    private static string TextOf(object? value, FieldDescriptorProto field, FileDescriptorProto file) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        Enum @enum => NameOf(Convert.ToDecimal(@enum, CultureInfo.InvariantCulture), field, file),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string NameOf(decimal number, FieldDescriptorProto field, FileDescriptorProto file) =>
        file.EnumType.FirstOrDefault(candidate => Naming.FullName(file.Package, candidate.Name) == field.TypeName)?.Value
            .FirstOrDefault(value => value.Number == number)?.Name
        ?? number.ToString(CultureInfo.InvariantCulture);
}
