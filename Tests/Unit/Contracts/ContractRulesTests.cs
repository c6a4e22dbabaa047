using System.ComponentModel;
using System.Reflection;
using System.Runtime.Serialization;
using System.ServiceModel;
using CodeFirst.Contracts;
using ProtoBuf;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Unit.Contracts;

/// <summary>What a contract must be, so that every language can speak it and the generator can compile it.</summary>
public class ContractRulesTests
{
    private static readonly Assembly Contracts = typeof(IUserService).Assembly;

    private static readonly HashSet<Type> Scalars =
    [
        typeof(bool), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(string), typeof(byte[]),
        typeof(DateTime?), typeof(TimeSpan?),
    ];

    private static IEnumerable<Type> Messages => Contracts.GetExportedTypes().Where(type => type.IsDefined(typeof(DataContractAttribute)));

    private static IEnumerable<Type> Services =>
        Contracts.GetExportedTypes().Where(type => type.IsDefined(typeof(ServiceContractAttribute)));

    private static IEnumerable<MethodInfo> Methods => Services.SelectMany(service => service.GetMethods());

    private static IEnumerable<PropertyInfo> Fields => Messages.SelectMany(message => message.GetProperties());

    [Test]
    public void The_assembly_uses_the_well_known_protobuf_forms()
    {
        var level = Contracts.ManifestModule.GetCustomAttribute<CompatibilityLevelAttribute>();

        level!.Level.Should().Be(CompatibilityLevel.Level300);
    }

    [Test]
    public void The_messages_are_those_that_the_services_use()
    {
        Messages.Should().HaveCount(12);

        Messages.Should().BeEquivalentTo(Methods.SelectMany(Payloads).Concat(Fields.Select(Element).Where(Messages.Contains)).Distinct());
    }

    [TestCaseSource(nameof(Messages))]
    public void Every_message_is_a_sealed_public_record_that_names_itself(Type message)
    {
        message.IsSealed.Should().BeTrue();
        message.BaseType.Should().Be<object>();
        message.IsGenericType.Should().BeFalse();
        message.IsNested.Should().BeFalse();
        message.GetConstructor(Type.EmptyTypes).Should().NotBeNull("the generator makes messages without arguments");
        message.GetCustomAttribute<DataContractAttribute>()!.Name.Should().Be(message.Name);
        message.GetCustomAttributes<ProtoIncludeAttribute>().Should().BeEmpty("no other language reads inheritance");
    }

    [TestCaseSource(nameof(Fields))]
    public void Every_field_has_a_number_and_a_snake_case_name(PropertyInfo field)
    {
        var member = field.GetCustomAttribute<DataMemberAttribute>()!;

        member.Should().NotBeNull();
        member.Order.Should().BePositive();
        member.Name.Should().MatchRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$");
        member.Name!.Replace("_", "", StringComparison.Ordinal).Should().BeEquivalentTo(field.Name);
        field.GetCustomAttribute<DefaultValueAttribute>().Should().BeNull("a default other than zero is not sent");
        field.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)).Should().BeFalse("the generator cannot set it");
    }

    [TestCaseSource(nameof(Messages))]
    public void Numbers_and_names_are_unique_in_a_message(Type message)
    {
        var members = message.GetProperties().Select(field => field.GetCustomAttribute<DataMemberAttribute>()!).ToList();

        members.Select(member => member.Order).Should().OnlyHaveUniqueItems();
        members.Select(member => member.Name).Should().OnlyHaveUniqueItems();
    }

    [TestCaseSource(nameof(Fields))]
    public void Every_field_has_a_type_that_every_language_has(PropertyInfo field)
    {
        var isAllowed = Scalars.Contains(Element(field)) || Messages.Contains(Element(field)) || Element(field).IsEnum;

        isAllowed.Should().BeTrue($"{field.PropertyType} is not on the list");
    }

    [TestCaseSource(nameof(Fields))]
    public void Every_field_starts_as_zero_or_empty(PropertyInfo field)
    {
        var value = field.GetValue(Activator.CreateInstance(field.DeclaringType!));

        var isOptional = new NullabilityInfoContext().Create(field).ReadState == NullabilityState.Nullable;
        switch (value)
        {
            case null:
                (isOptional || Messages.Contains(field.PropertyType)).Should().BeTrue("null means that the field is absent");
                break;
            case string text:
                text.Should().BeEmpty();
                break;
            case System.Collections.IEnumerable items:
                items.Cast<object>().Should().BeEmpty();
                break;
            default:
                value.Should().Be(Activator.CreateInstance(field.PropertyType));
                break;
        }
    }

    [Test]
    public void Every_enum_has_a_zero_that_says_unspecified()
    {
        var others = Contracts.GetExportedTypes().Where(type => type.IsEnum && Enum.GetName(type, 0) != "Unspecified");

        others.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Services))]
    public void Every_service_writes_out_its_package_and_name(Type service)
    {
        service.IsNested.Should().BeFalse();
        service.GetCustomAttribute<ServiceContractAttribute>()!.Name.Should()
            .MatchRegex(@"^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)*\.[A-Z][A-Za-z0-9]*$");
    }

    [TestCaseSource(nameof(Methods))]
    public void Every_rpc_writes_out_its_name_and_takes_one_message_and_the_context(MethodInfo method)
    {
        var parameters = method.GetParameters();

        method.GetCustomAttribute<OperationContractAttribute>()!.Name.Should().Be(method.Name[..^"Async".Length]);
        parameters.Should().HaveCount(2);
        parameters[1].ParameterType.Should().Be<CallContext>();
        Payloads(method).Should().HaveCount(2).And.OnlyContain(payload => Messages.Contains(payload));
    }

    private static Type[] Payloads(MethodInfo method) => [Payload(method.GetParameters()[0].ParameterType), Payload(method.ReturnType)];

    private static Type Payload(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : type;

    private static Type Element(PropertyInfo field) =>
        field.PropertyType.IsGenericType && field.PropertyType.GetGenericTypeDefinition() == typeof(List<>)
            ? field.PropertyType.GetGenericArguments()[0]
            : field.PropertyType;
}
