using System.Collections;
using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using ProtoBuf.Meta;
using static CodeFirst.Tests.Unit.ProtoExport.MemberValues;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Tries on protobuf-net what a problem says of it. A text that is not true fails.</summary>
internal sealed class RuntimeClaims(RuntimeTypeModel model)
{
    // These speak of proto, files, options and other compilers; or of methods that are not served, which Interop/Served tries.
    private static readonly string[] NotOfTheModel =
    [
        "CFP0101", "CFP0102", "CFP0104", "CFP0107", "CFP0108", "CFP0209", "CFP0214", "CFP0215", "CFP0301", "CFP0302", "CFP0303", "CFP0304",
        "CFP0305", "CFP0405", "CFP0509", "CFP0510", "CFP0531", "CFP0532", "CFP0533", "CFP0534", "CFP0535",
        "CFP0601", "CFP0602", "CFP0603", "CFP0604", "CFP0605", "CFP0606", "CFP0607", "CFP0608", "CFP0609",
        "CFP0701", "CFP0702",
    ];

    /// <summary>Asserts that the problem says nothing of protobuf-net that is not so.</summary>
    public void Check(Problem problem)
    {
        if (NotOfTheModel.Contains(problem.Code))
        {
            return;
        }

        switch (problem.Code)
        {
            case "CFP0201" when problem.What.Contains("proto3 has no groups", StringComparison.Ordinal):
                break; // protobuf-net writes them

            case "CFP0201" or "CFP0204" or "CFP0212" or "CFP0213":
                CheckRefused(problem);
                break;

            case "CFP0210" when FailuresOf(problem.Member!.DeclaringType!).Count > 0:
                break; // nothing of the message is sent

            case "CFP0210":
                Changes(problem.Member!, problem.Member!.DeclaringType!).Should().BeFalse(problem.ToString());
                break;

            case "CFP0211" when problem.What.Contains("protobuf-net says", StringComparison.Ordinal):
                CheckRefused(problem);
                break;

            case "CFP0211":
                break;

            case "CFP0501":
                CheckBaseNotSent(problem);
                break;

            case "CFP0502":
                CheckIncludeIgnored(problem);
                break;

            case "CFP0503":
                CheckAbstractBase(problem);
                break;

            case "CFP0504":
                CheckValueNotSent(problem);
                break;

            case "CFP0505":
                CheckSeeded(problem);
                break;

            case "CFP0506":
                CheckNulls(problem);
                break;

            case "CFP0507":
                CheckEpoch(problem);
                break;

            case "CFP0508":
                CheckNumbersInferred((Type)problem.Member!, problem);
                break;

            case "CFP0536":
                Invoking(() => MessageBytes.Parse(typeof(Uri), [], model)).Should().Throw<Exception>(problem.ToString());
                break;

            default:
                throw new NotSupportedException($"Nobody tries what {problem.Code} says: {problem}");
        }
    }

    private static Action Invoking(Func<object> read) => () => read();

    // TrialTests hold the words that are quoted. A message with several faults fails with the first one alone.
    private void CheckRefused(Problem problem) =>
        Payloads(problem.Member!).SelectMany(FailuresOf).Should().NotBeEmpty(problem.ToString());

    private static IEnumerable<Type> Payloads(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            .SelectMany(type => type.IsGenericType ? type.GenericTypeArguments.Append(type) : [type])
            .Where(type => type != typeof(void) && !type.IsPrimitive),
        _ => [member.DeclaringType!],
    };

    // Writes and reads messages, first one without anything in it. What fails while the test makes a message is no failure of the
    // runtime, unless protobuf-net was asked for the form of the message and refused.
    private List<Exception> FailuresOf(Type type)
    {
        var (failures, faults) = (new List<Exception>(), new List<Exception>());
        for (var seed = 0; seed < 20; seed++)
        {
            object? message = null;
            if (FailureOf(() => message = Make(type, seed)) is { } fault)
            {
                (IsOfProtobufNet(fault) ? failures : faults).Add(fault);
            }
            else if (FailureOf(() => MessageBytes.Parse(type, MessageBytes.Of(type, message!, model), model)) is { } failure)
            {
                failures.Add(failure);
            }
        }

        return failures.Count > 0 || faults.Count == 0
            ? failures
            : throw new InvalidOperationException($"The test cannot make a {type} to try it.", faults[0]);
    }

    private object Make(Type type, int seed) => seed == 0 && !type.IsAbstract && type != typeof(string) && !type.IsArray
        ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)
        : new RandomMessage(model, new Random(seed)).CreateWhole(type);

    private static Exception? FailureOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception failure)
        {
            return failure is TargetInvocationException { InnerException: { } cause } ? cause : failure;
        }
    }

    private static bool IsOfProtobufNet(Exception failure) => failure.TargetSite?.DeclaringType?.Assembly is { } thrower
        && (thrower == typeof(RuntimeTypeModel).Assembly || thrower == typeof(TypeModel).Assembly);

    // Whether what is sent depends on a member.
    private bool Changes(MemberInfo member, Type type)
    {
        var memberType = TypeOf(member);
        var plain = Nullable.GetUnderlyingType(memberType) ?? memberType;
        var without = MessageBytes.Of(type, NewMessage(type), model);

        return Enumerable.Range(1, 8).Any(seed =>
        {
            var random = new Random(seed);
            var with = NewMessage(type);
            Set(member, with, plain.IsEnum
                ? Enum.ToObject(plain, 1)
                : RandomScalar.Of(plain, random, ["value"]) ?? new RandomMessage(model, random).CreateWhole(plain));
            return !MessageBytes.Of(type, with, model).SequenceEqual(without);
        });
    }

    private void CheckBaseNotSent(Problem problem)
    {
        var type = (Type)problem.Member!;
        var members = type.BaseType!.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(member => problem.What.Contains(member.Name, StringComparison.Ordinal) && member.CanWrite)
            .ToList();

        members.Should().NotBeEmpty(problem.ToString());
        members.Should().OnlyContain(member => !Changes(member, type), problem.ToString());
    }

    private void CheckIncludeIgnored(Problem problem)
    {
        var type = (Type)problem.Member!;

        model[type].GetSubtypes().Should().BeEmpty(problem.ToString());
        Invoking(() => MessageBytes.Of(type, NewMessage(type), model)).Should().NotThrow(problem.ToString());
    }

    // Written in the order of the field numbers, as other languages do.
    private void CheckAbstractBase(Problem problem)
    {
        var type = (Type)problem.Member!;
        var derived = model[type].GetSubtypes()[0];
        var field = model[type].GetFields().Min(member => member.FieldNumber);
        byte[] bytes = [.. Tag(field), 0, .. Tag(derived.FieldNumber), 0];

        field.Should().BeLessThan(derived.FieldNumber, problem.ToString());
        Invoking(() => MessageBytes.Parse(type, bytes, model))
            .Should().Throw<Exception>(problem.ToString()).WithMessage("No parameterless constructor found*");

        // Length-delimited, and empty: a wrong wire type would be another failure.
        static byte[] Tag(int number) => number < 16
            ? [(byte)((number << 3) | 2)]
            : [(byte)((((number << 3) | 2) & 127) | 128), (byte)(number >> 4)];
    }

    private void CheckValueNotSent(Problem problem)
    {
        var member = problem.Member!;
        var type = member.DeclaringType!;
        var message = NewMessage(type);
        var initial = Get(member, message);
        var lost = TypeOf(member).IsValueType && Nullable.GetUnderlyingType(TypeOf(member)) is null
            ? Activator.CreateInstance(TypeOf(member))
            : null;
        if (problem.What.Contains("is not sent when it is \"\"", StringComparison.Ordinal))
        {
            lost = "";
        }

        Set(member, message, lost);
        var received = MessageBytes.Parse(type, MessageBytes.Of(type, message, model), model);

        Get(member, received).Should().BeEquivalentTo(initial, problem.ToString());
    }

    private void CheckSeeded(Problem problem)
    {
        var member = problem.Member!;
        var message = NewMessage(member.DeclaringType!);
        var sent = Items(member, message);
        if (problem.What.Contains("cannot be sent", StringComparison.Ordinal))
        {
            var empty = NewMessage(member.DeclaringType!);
            ((IList)Get(member, empty)!).Clear();
            var kept = MessageBytes.Parse(member.DeclaringType!, MessageBytes.Of(member.DeclaringType!, empty, model), model);

            Items(member, kept).Should().Equal(sent, problem.ToString());
            return;
        }

        var received = MessageBytes.Parse(member.DeclaringType!, MessageBytes.Of(member.DeclaringType!, message, model), model);

        Items(member, received).Should().HaveCount(2 * sent.Count, problem.ToString());
    }

    private void CheckNulls(Problem problem)
    {
        var member = problem.Member!;
        var message = NewMessage(member.DeclaringType!);
        var isMap = TypeOf(member).GetInterfaces().Append(TypeOf(member)).Any(type => type.Name == "IDictionary`2");
        var item = Arguments(TypeOf(member))[^1];
        object collection = isMap
            ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(Arguments(TypeOf(member))[0], item))!
            : Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        if (collection is IDictionary map)
        {
            map[new RandomMessage(model, new Random(1)).CreateWhole(Arguments(TypeOf(member))[0])] = null;
        }
        else
        {
            ((IList)collection).Add(null);
        }

        Fill(member, message, collection);
        var write = () => MessageBytes.Of(member.DeclaringType!, message, model);
        if (isMap)
        {
            write.Should().NotThrow(problem.ToString());
        }
        else
        {
            write.Should().Throw<Exception>(problem.ToString()).WithMessage("An element of*was null*");
        }
    }

    private void CheckEpoch(Problem problem)
    {
        var member = problem.Member!;
        var message = NewMessage(member.DeclaringType!);
        if (Get(member, message) is IDictionary map)
        {
            map.Add(Activator.CreateInstance(Arguments(TypeOf(member))[0])!, DateTime.UnixEpoch);
        }
        else
        {
            Fill(member, message, new List<DateTime> { DateTime.UnixEpoch });
        }

        var received = MessageBytes.Parse(member.DeclaringType!, MessageBytes.Of(member.DeclaringType!, message, model), model);
        var values = Get(member, received) is IDictionary read ? read.Values.Cast<object?>() : Items(member, received);

        values.Should().Equal(default(DateTime));
    }

    private void CheckNumbersInferred(Type type, Problem problem) =>
        model[type].GetFields().OrderBy(field => field.FieldNumber).Select(field => field.Name)
            .Should().BeInAscendingOrder(StringComparer.Ordinal, problem.ToString());

    // Members of an abstract type are those of its derived types.
    private object NewMessage(Type type) =>
        type.IsAbstract ? NewMessage(model[type].GetSubtypes()[0].DerivedType.Type) : Activator.CreateInstance(type, nonPublic: true)!;
}
