using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Deployment.Cloud;

/// <summary>
/// Runs the scripts of cloudbuild.yaml, one after the other in one folder, as Cloud Build does. The programs they call (docker, gcloud,
/// and the scripts of the repository) only write down how they were called, and answer as the real ones would.
/// </summary>
internal sealed class CloudBuild : IDisposable
{
    public const string Project = "test-project";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-cloudbuild-");

    public static JsonNode File { get; } = Yaml.Read("cloudbuild.yaml");

    public static IReadOnlyList<JsonNode> Steps { get; } = [.. File["steps"]!.AsArray().Select(step => step!)];

    public static Dictionary<string, string> Substitutions => File.Texts("substitutions");

    private string Calls => Path.Combine(_folder.FullName, "calls");

    /// <summary>Runs every step, and returns the commands they called, in order.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyDictionary<string, string> substitutions)
    {
        var environment = new Dictionary<string, string>(Substitutions)
        {
            ["PATH"] = $"{Path.Combine(_folder.FullName, "programs")}:/usr/bin:/bin",
            ["PROJECT_ID"] = Project,
            ["CALLS"] = Calls,
        };
        foreach (var (name, value) in substitutions)
        {
            environment[name] = value;
        }

        var workspace = Directory.CreateDirectory(Path.Combine(_folder.FullName, "workspace")).FullName;
        System.IO.File.Copy(Path.Combine(Repository.Root, "Directory.Build.props"), Path.Combine(workspace, "Directory.Build.props"));
        Recorder.Write(Path.Combine(_folder.FullName, "programs", "docker"), """
            case "$1" in inspect) echo "${@: -1}@sha256:0123456789abcdef" ;; esac
            """);
        Recorder.Write(Path.Combine(_folder.FullName, "programs", "gcloud"), """
            case "$*" in
              *"print-identity-token"*) echo id-token ;;
              "run services describe"*) echo "https://$4-x-uc.a.run.app" ;;
            esac
            """);
        Recorder.Write(Path.Combine(workspace, "build", "smoke.sh"));
        Recorder.Write(Path.Combine(workspace, "build", "test.sh"));
        Recorder.Write(Path.Combine(workspace, "build", "vulnerabilities.sh"));
        foreach (var step in Steps)
        {
            var script = Path.Combine(_folder.FullName, step.Text("id")!);
            Recorder.WriteProgram(script, step.Text("script")!);
            await new Command(script) { Folder = workspace, Environment = environment }.SucceedAsync();
        }

        return await System.IO.File.ReadAllLinesAsync(Calls);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
