using System.Collections;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>The bytes that a server sends for the contracts of <c>Corpus/Adopted</c>, which their .proto files must describe.</summary>
public sealed class AdoptedBytesTests
{
    private const string TwoItems = "0A030A01610A030A0162";

    private static readonly string[] ListMethods = ["AllAsync", "ListAsync", "ReadOnlyAsync", "SomeAsync", "ArrayAsync"];

    [TestCaseSource(nameof(ListMethods))]
    public void A_list_of_any_shape_is_field_1_of_a_message(string method)
    {
        var response = ResponseOf("Adopted/Lists", "Warehouse.IShelves", method);
        var shelf = ContractCase.Of("Adopted/Lists").Assembly.GetType("Warehouse.Shelf")!;
        var shelves = Array.CreateInstance(shelf, 2);
        shelves.SetValue(New(shelf, ("Name", "a")), 0);
        shelves.SetValue(New(shelf, ("Name", "b")), 1);

        var sent = response.IsArray ? shelves : Activator.CreateInstance(typeof(List<>).MakeGenericType(shelf), shelves)!;

        MessageBytes.Of(response, sent).Should().Be(TwoItems);
    }

    [Test]
    public void A_dictionary_is_the_entries_of_a_map_in_field_1()
    {
        var response = ResponseOf("Adopted/Lists", "Warehouse.IShelves", "ByNameAsync");
        var sent = (IDictionary)Activator.CreateInstance(response)!;
        sent["k"] = New(response.GenericTypeArguments[1], ("Name", "a"));

        MessageBytes.Of(response, sent).Should().Be("0A080A016B12030A0161");
    }

    [Test]
    public void A_list_of_numbers_is_not_packed()
    {
        var response = ResponseOf("Adopted/Lists", "Warehouse.IShelves", "CountsAsync");

        MessageBytes.Of(response, new List<int> { 1, 300 }).Should().Be("080108AC02");
    }

    [Test]
    public void A_string_and_bytes_are_field_1_of_a_message()
    {
        MessageBytes.Of(typeof(string), "key").Should().Be("0A036B6579");
        MessageBytes.Of(typeof(byte[]), new byte[] { 1, 2 }).Should().Be("0A020102");
    }

    [Test]
    public void A_tuple_is_a_message_with_a_field_for_each_part()
    {
        var response = ResponseOf("Adopted/WholeValues", "Attic.IBoxes", "PairAsync");

        MessageBytes.Of(response, Tuple.Create(5, "a")).Should().Be("0805120161");
    }

    [TestCase("Zoo.Animal")]
    [TestCase("Zoo.Dog")]
    public void A_derived_message_is_written_as_its_base_with_the_derived_part_first(string type)
    {
        MessageBytes.Of(Zoo(type), New(Zoo("Zoo.Dog"), ("Name", "Rex"), ("Age", 3))).Should().Be("520208030A03526578");
    }

    [Test]
    public void The_fields_of_an_abstract_base_cannot_be_read_before_the_derived_part()
    {
        var read = () => MessageBytes.Parse(Zoo("Zoo.Animal"), "0A0352657852020803");

        read.Should().Throw<Exception>().WithMessage("No parameterless constructor found for Zoo.Animal");
    }

    [TestCase("Ledger.AccountDto", "Number", "n", "0A016E")]
    [TestCase("Ledger.AccountsCommand", "Page", 2, "0802")]
    public void A_derived_type_that_no_base_includes_is_written_alone(string type, string member, object value, string bytes)
    {
        var contract = ContractCase.Of("Adopted/PlainBase").Assembly.GetType(type)!;
        var message = New(contract, (member, value));
        contract.GetProperty("Trace")?.SetValue(message, "t");
        contract.GetProperty("Caller")?.SetValue(message, "c");

        MessageBytes.Of(contract, message).Should().StartWith(bytes).And.NotContain("0174").And.NotContain("0163");
    }

    private static Type Zoo(string type) => ContractCase.Of("Adopted/Inheritance").Assembly.GetType(type)!;

    private static Type ResponseOf(string contract, string service, string method) =>
        ContractCase.Of(contract).Assembly.GetType(service)!.GetMethod(method)!.ReturnType.GenericTypeArguments[0];

    private static object New(Type type, params (string Member, object Value)[] members)
    {
        var message = Activator.CreateInstance(type)!;
        foreach (var (member, value) in members)
        {
            type.GetProperty(member)!.SetValue(message, value);
        }

        return message;
    }
}
