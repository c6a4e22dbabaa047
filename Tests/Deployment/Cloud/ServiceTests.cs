using System.Globalization;
using System.Text.Json.Nodes;
using CodeFirst.Calling;

namespace CodeFirst.Tests.Deployment.Cloud;

/// <summary>The Cloud Run services as their files describe them: what the platform asks for, and what our programs need.</summary>
[TestFixture("service.yaml", "h2c", "grpc")]
[TestFixture("service.gateway.yaml", "http1", "httpGet")]
public sealed class ServiceTests(string file, string portName, string probeKind)
{
    private static readonly string[] ProbeNames = ["startupProbe", "livenessProbe"];

    private readonly JsonNode _service = Yaml.Read(file);

    private JsonNode Spec => _service.At("spec", "template", "spec")!;

    private JsonNode Container => Spec.At("containers", "0")!;

    private Dictionary<string, string> Annotations => _service.Texts("spec", "template", "metadata", "annotations");

    [Test]
    public void It_is_a_service_of_one_container_on_the_port_that_the_image_exposes()
    {
        _service.Text("kind").Should().Be("Service");
        Spec["containers"]!.AsArray().Should().HaveCount(1);
        Container.Text("image").Should().Be("IMAGE", "the digest is filled in");
        Container["ports"]!.AsArray().Should().HaveCount(1);
        Container.Text("ports", "0", "name").Should().Be(portName);
        Container.Text("ports", "0", "containerPort").Should().Be("8080");
        File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile")).Should().Contain("\nEXPOSE 8080\n");
    }

    [TestCaseSource(nameof(ProbeNames))]
    public void A_probe_speaks_what_the_port_speaks_and_is_within_the_limits_of_Cloud_Run(string name)
    {
        var probe = Container[name]!;

        var period = Number(probe, "periodSeconds");
        probe.AsObject().Select(member => member.Key).Should().Contain(probeKind).And.HaveCount(4);
        probe.Text(probeKind, "port").Should().Be("8080");
        probe.Text(probeKind, "service").Should().Be(
            probeKind == "grpc" && name == "livenessProbe" ? "live" : null, "a new server would not bring the database back");
        Number(probe, "timeoutSeconds").Should().BeInRange(1, period);
        (period * Number(probe, "failureThreshold")).Should().BeLessThanOrEqualTo(240);
    }

    [Test]
    public void The_memory_is_what_the_generation_takes()
    {
        var memory = int.Parse(Container.Text("resources", "limits", "memory")![..^2], CultureInfo.InvariantCulture);

        Container.Text("resources", "limits", "memory").Should().EndWith("Mi");
        memory.Should().BeGreaterThanOrEqualTo(Annotations["run.googleapis.com/execution-environment"] == "gen1" ? 128 : 512);
    }

    [Test]
    public void A_processor_is_there_for_many_calls_at_once()
    {
        Number(Container.At("resources", "limits")!, "cpu").Should().BeGreaterThanOrEqualTo(1, "less than one allows one call at a time");
        Number(Spec, "containerConcurrency").Should().BeInRange(2, 1000);
    }

    [Test]
    public void Whoever_calls_gives_up_before_the_platform_does()
    {
        var platform = TimeSpan.FromSeconds(Number(Spec, "timeoutSeconds"));

        new CodeFirstClientOptions().Deadline.Should().BeLessThan(platform);
        platform.Should().BeLessThanOrEqualTo(TimeSpan.FromHours(1), "Cloud Run allows no more");
    }

    [Test]
    public void It_has_an_account_of_its_own()
    {
        Spec.Text("serviceAccountName").Should().Be($"{_service.Text("metadata", "name")}@PROJECT.iam.gserviceaccount.com");
    }

    private static int Number(JsonNode node, string name) => int.Parse(node.Text(name)!, CultureInfo.InvariantCulture);
}
