using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Deployment.Cloud;

/// <summary>cloudbuild.yaml, as far as it shows without Cloud Build: its form, and what its scripts call.</summary>
public sealed partial class CloudBuildTests
{
    private static readonly string[] BuiltInSubstitutions = ["COMMIT_SHA", "PROJECT_ID"];

    private static IEnumerable<string> StepIds => CloudBuild.Steps.Select(step => step.Text("id")!);

    private static string Lines(string file) => string.Join(
        '\n', File.ReadLines(Path.Combine(Repository.Root, file)).Where(line => !line.TrimStart().StartsWith('#')));

    [Test]
    public void Every_substitution_is_defined_and_used()
    {
        var used = Substitution().Matches(Lines("cloudbuild.yaml")).Select(match => match.Groups["name"].Value).Distinct().ToArray();

        used.Where(name => name.StartsWith('_')).Should().BeEquivalentTo(CloudBuild.Substitutions.Keys);
        used.Where(name => !name.StartsWith('_')).Should().BeEquivalentTo(BuiltInSubstitutions);
    }

    [TestCaseSource(nameof(StepIds))]
    public async Task A_step_is_a_bash_script_that_bash_can_read(string id)
    {
        var step = CloudBuild.Steps.Single(step => step.Text("id") == id);
        var script = step.Text("script")!;
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);

        var result = await new Command("bash", "-n", file).RunAsync();

        File.Delete(file);
        result.ExitCode.Should().Be(0, "{0}", result);
        result.Error.Should().BeEmpty();
        script.Should().StartWith("#!/usr/bin/env bash\n", "without it Cloud Build takes sh");
        step["args"].Should().BeNull("Cloud Build refuses args beside a script");
        step["entrypoint"].Should().BeNull();
    }

    [Test]
    public void Every_file_that_a_script_names_is_there()
    {
        var named = RepositoryFile().Matches(Lines("cloudbuild.yaml")).Select(match => match.Value).Distinct().ToArray();

        named.Should().Contain("./build/vulnerabilities.sh").And.Contain("./build/test.sh");
        named.Should().Contain("./build/smoke.sh").And.Contain("Directory.Build.props");
        named.Should().OnlyContain(file => File.Exists(Path.Combine(Repository.Root, file)));
    }

    [Test]
    public void Every_target_that_is_built_is_a_stage_of_the_Dockerfile()
    {
        var stages = Stage().Matches(Lines("Dockerfile")).Select(match => match.Groups["name"].Value);

        stages.Should().Contain("server").And.Contain("gateway");
    }

    [Test]
    public void The_commit_is_uploaded_because_the_tests_look_for_it_in_the_packages()
    {
        var left = File.ReadAllLines(Path.Combine(Repository.Root, ".gcloudignore"));

        left.Should().Contain("artifacts").And.NotContain(line => line.StartsWith(".git", StringComparison.Ordinal));
    }

    [Test]
    public void Logs_go_where_an_account_of_ones_own_may_write()
    {
        CloudBuild.File.Text("options", "logging").Should().Be("CLOUD_LOGGING_ONLY");
        CloudBuild.File.Text("options", "automapSubstitutions").Should().Be("true", "the scripts read substitutions from the environment");
    }

    [Test]
    public async Task The_scripts_check_test_build_push_try_and_only_then_give_a_revision_the_traffic()
    {
        using var build = new CloudBuild();

        var calls = await build.RunAsync(new Dictionary<string, string> { ["_TAG"] = "v1", ["COMMIT_SHA"] = "abc" });

        var arguments = $"--build-arg VERSION={Repository.Version} --build-arg REVISION=abc";
        const string Registry = $"us-central1-docker.pkg.dev/{CloudBuild.Project}/my-repo";
        calls.Select(call => Shortened(call)).Should().Equal(
            "vulnerabilities.sh CodeFirst.sln",
            "test.sh --filter TestCategory!=Container",
            $"docker build --target server {arguments} --tag {Registry}/user-grpc-service:v1 .",
            $"docker push {Registry}/user-grpc-service:v1",
            $"docker inspect --format {{{{index .RepoDigests 0}}}} {Registry}/user-grpc-service:v1",
            $"docker build --target gateway {arguments} --tag {Registry}/api-gateway:v1 .",
            $"docker push {Registry}/api-gateway:v1",
            $"docker inspect --format {{{{index .RepoDigests 0}}}} {Registry}/api-gateway:v1",
            $"gcloud run deploy user-grpc-service --image={Registry}/user-grpc-service:v1@sha256:0123456789abcdef",
            "gcloud run services describe user-grpc-service --region=us-central1 --format=value(status.url)",
            "gcloud auth print-identity-token --audiences=https://user-grpc-service-x-uc.a.run.app --include-email"
                + $" --impersonate-service-account=api-gateway@{CloudBuild.Project}.iam.gserviceaccount.com",
            "smoke.sh server https://candidate---user-grpc-service-x-uc.a.run.app id-token",
            "gcloud run services update-traffic user-grpc-service --region=us-central1 --to-tags=candidate=100",
            $"gcloud run deploy api-gateway --image={Registry}/api-gateway:v1@sha256:0123456789abcdef",
            "gcloud run services describe api-gateway --region=us-central1 --format=value(status.url)",
            "smoke.sh gateway https://candidate---api-gateway-x-uc.a.run.app",
            "gcloud run services update-traffic api-gateway --region=us-central1 --to-tags=candidate=100");
    }

    [TestCase("user-grpc-service", "service.yaml")]
    [TestCase("api-gateway", "service.gateway.yaml")]
    public async Task A_service_is_deployed_with_the_settings_of_its_yaml_file_and_without_traffic(string service, string file)
    {
        using var build = new CloudBuild();

        var flags = Flags(await build.RunAsync(new Dictionary<string, string>()), service);

        var yaml = Yaml.Read(file);
        var spec = yaml.At("spec", "template", "spec")!;
        var container = spec.At("containers", "0")!;
        var annotations = yaml.Texts("spec", "template", "metadata", "annotations");
        flags.Should().Contain("--no-traffic", "").And.Contain("--tag", "candidate");
        flags.Should().Contain("--service-account", Filled(spec.Text("serviceAccountName")!));
        flags.Should().Contain("--port", container.Text("ports", "0", "containerPort")!);
        flags.ContainsKey("--use-http2").Should().Be(container.Text("ports", "0", "name") == "h2c");
        flags.Should().Contain("--memory", container.Text("resources", "limits", "memory")!);
        flags.Should().Contain("--cpu", container.Text("resources", "limits", "cpu")!);
        flags.Should().Contain("--concurrency", spec.Text("containerConcurrency")!);
        flags.Should().Contain("--timeout", spec.Text("timeoutSeconds")!);
        flags.Should().Contain("--max-instances", annotations["autoscaling.knative.dev/maxScale"]);
        flags.Should().Contain("--execution-environment", annotations["run.googleapis.com/execution-environment"]);
        flags.ContainsKey("--cpu-boost").Should().Be(annotations["run.googleapis.com/startup-cpu-boost"] == "true");
        Pairs(flags["--set-env-vars"]).Should().BeEquivalentTo(container["env"]!.AsArray().ToDictionary(
            variable => variable!.Text("name")!, variable => Filled(variable!.Text("value")!)));
        Pairs(flags["--startup-probe"]).Should().BeEquivalentTo(Probe(container["startupProbe"]!));
        Pairs(flags["--liveness-probe"]).Should().BeEquivalentTo(Probe(container["livenessProbe"]!));
    }

    [Test]
    public async Task With_Cloud_SQL_the_server_has_the_database_its_secret_and_several_instances()
    {
        using var build = new CloudBuild();

        var calls = await build.RunAsync(new Dictionary<string, string> { ["_CLOUD_SQL"] = "test-project:us-central1:users" });

        var flags = Flags(calls, "user-grpc-service");
        flags.Should().Contain("--set-cloudsql-instances", "test-project:us-central1:users");
        flags.Should().Contain("--set-secrets", "Storage__ConnectionString=user-database:latest");
        Pairs(flags["--set-env-vars"]).Should().Contain("Storage__Provider", "Postgres").And.NotContainKey("Storage__AllowEphemeral");
        int.Parse(flags["--max-instances"], System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan(1);
    }

    [TestCase("user-grpc-service", "--no-allow-unauthenticated")]
    [TestCase("api-gateway", "--allow-unauthenticated")]
    public async Task Only_the_gateway_is_open_to_everybody(string service, string flag)
    {
        using var build = new CloudBuild();

        var flags = Flags(await build.RunAsync(new Dictionary<string, string>()), service);

        flags.Keys.Where(name => name.EndsWith("allow-unauthenticated", StringComparison.Ordinal)).Should().Equal(flag);
    }

    private static string Shortened(string call) =>
        call.StartsWith("gcloud run deploy ", StringComparison.Ordinal) ? string.Join(' ', call.Split(' ').Take(5)) : call;

    private static Dictionary<string, string> Flags(IEnumerable<string> calls, string service) => calls
        .Single(call => call.StartsWith($"gcloud run deploy {service} ", StringComparison.Ordinal))
        .Split(' ')
        .Where(argument => argument.StartsWith("--", StringComparison.Ordinal))
        .Select(flag => flag.Split('=', 2))
        .ToDictionary(flag => flag[0], flag => flag.ElementAtOrDefault(1) ?? "");

    private static Dictionary<string, string> Pairs(string list) =>
        list.Split(',').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    // startupProbe: {grpc: {port: 8080}, periodSeconds: 1} is --startup-probe=grpc.port=8080,periodSeconds=1.
    private static Dictionary<string, string> Probe(JsonNode probe) => probe.AsObject()
        .SelectMany(member => member.Value is JsonObject kind
            ? kind.Select(part => ($"{member.Key}.{part.Key}", (string)part.Value!))
            : [(member.Key, (string)member.Value!)])
        .ToDictionary(part => part.Item1, part => part.Item2);

    private static string Filled(string text) => text
        .Replace("PROJECT", CloudBuild.Project, StringComparison.Ordinal)
        .Replace("SERVER", "user-grpc-service-x-uc.a.run.app", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{?(?<name>_?[A-Z][A-Z_]*)\b")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"\./build/[\w.-]+|\b[\w.]+\.props\b")]
    private static partial Regex RepositoryFile();

    [GeneratedRegex(@"^FROM .* AS (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Stage();
}
