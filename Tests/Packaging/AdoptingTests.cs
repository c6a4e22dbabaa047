namespace CodeFirst.Tests.Packaging;

/// <summary>docs/adopting.md, done as it says, on a contract that was not written for the exporter.</summary>
public sealed class AdoptingTests
{
    [Test]
    public async Task A_service_in_production_is_exported_called_and_promised_without_a_change()
    {
        var (folder, outputs) = await Walkthrough.RunAsync("docs/adopting.md", port: "5090");

        var (build, report, calls, accepted, broken) = (outputs[2], outputs[3], outputs[4], outputs[5], outputs[6]);
        build.Should().MatchRegex(@"IRentals\.cs\(\d+,\d+\): warning CFP0501: Rentals\.Bike")
            .And.Contain(": warning CFP0508: Rentals.Vehicle")
            .And.ContainAll("rentals.proto", "invoices.proto", "bcl.proto");
        report.Should().Contain("Rentals.Contracts.dll: every rpc and message is exported").And.Contain("CFP0501");
        calls.Should().ContainAll(
            "\"Name\": \"Roadster\"", "\"Red Roadster\"", "\"Total\": 20", "\"Kilograms\": 80", "\"open\"", "Tandem", "\"Item1\": 58",
            "\"BRAKE_RIM\"", "\"https://example.com/cruiser\"", "\"UnixSeconds\": \"1800000000\"", "\"lo\": \"1250\"");
        accepted.Should().NotContain("error");
        broken.Should().Contain("error CFP1302").And.Contain("Refused, and nothing is written.");
        File.Exists(Path.Combine(folder, "Rentals.Contracts", "proto", "Rentals.Contracts.released.binpb")).Should().BeTrue();
    }
}
