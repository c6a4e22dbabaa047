using System.Collections;
using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// What a new message holds before anything is read into it. It must be what proto3 reads when nothing is sent: zero, empty, or
/// absent for an optional field.
/// </summary>
internal sealed class InitialValues
{
    private readonly object _message;
    private readonly ProblemList _problems;

    private InitialValues(object message, ProblemList problems)
    {
        _message = message;
        _problems = problems;
    }

    /// <summary>The values of a new message, or null if none runs a constructor or none can be made.</summary>
    public static InitialValues? Of(MetaType meta, ProblemList problems)
    {
        if (!meta.UseConstructor)
        {
            return null;
        }

        try
        {
            return new InitialValues(Activator.CreateInstance(meta.Type, nonPublic: true)!, problems);
        }
        catch (Exception failure) when (failure is MissingMethodException or MemberAccessException or TargetInvocationException)
        {
            problems.Add(
                ProblemCodes.Constructor,
                meta.Type,
                $"cannot be made: {(failure.InnerException ?? failure).Message}",
                "Give it a constructor that takes nothing and does not fail.");
            return null;
        }
    }

    public void Check(MemberInfo member, FieldDescriptorProto field)
    {
        // A field without a type is refused already.
        var value = field.HasType ? ValueOf(member) : null;
        var zeroIsAbsence = !field.Proto3Optional || Presence.IsDecidedByAnother(member);
        if (value is null || (IsZero(value) && zeroIsAbsence && !Presence.IsWrapped(member)))
        {
            return;
        }

        // A message that is there from the start is merged into, and sent even when it is empty: both are what proto3 allows.
        var isRepeated = field.Label == FieldDescriptorProto.Types.Label.Repeated;
        if (TypeReader.IsMessage(value.GetType()) && !isRepeated)
        {
            return;
        }

        var isNullable = field.Proto3Optional || Presence.IsWrapped(member);
        _problems.Add(
            ProblemCodes.Initialiser,
            member,
            isNullable
                ? "is nullable but starts with a value, so absence is read as that value."
                : "starts with a value other than zero or empty, which proto3 cannot tell from the value that is sent.",
            isNullable ? "Remove the initialiser." : "Remove the initialiser, or make the member nullable.");
    }

    /// <summary>Whether proto3 reads this value when nothing is sent.</summary>
    public static bool IsZero(object? value) => value switch
    {
        null => true,
        ValueType when value.Equals(Activator.CreateInstance(value.GetType())) => true,
        string text => text.Length == 0,
        ArraySegment<byte> bytes => bytes.Count == 0,
        ICollection collection => collection.Count == 0,
        IEnumerable items => !items.Cast<object>().Any(),
        _ => false,
    };

    private object? ValueOf(MemberInfo member)
    {
        try
        {
            return member switch
            {
                PropertyInfo { CanRead: true } property => property.GetValue(_message),
                FieldInfo field => field.GetValue(_message),
                _ => null,
            };
        }
        catch (TargetInvocationException)
        {
            // A getter that fails on a new message says nothing about what the message starts with.
            return null;
        }
    }
}
