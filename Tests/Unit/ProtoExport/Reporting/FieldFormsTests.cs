using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;
using CodeFirst.ProtoExport.Reporting;

namespace CodeFirst.Tests.Unit.ProtoExport.Reporting;

public sealed class FieldFormsTests
{
    [Test]
    public void A_field_without_a_type_in_proto_is_refused()
    {
        var refused = ContractCase.Of("RefusedTypes");
        var contracts = new ContractReader(XmlDocumentation.Parse(refused.Documentation), new ProblemList()).Read(refused.Assembly, "");

        var forms = FieldForms.Of(contracts);

        forms.Should().Contain(form => form.Trim() == "1 DateTimeOffset: refused");
    }
}
