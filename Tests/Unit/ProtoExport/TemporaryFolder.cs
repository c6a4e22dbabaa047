namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>A folder of one test. Its name has a space, as the folders of many people do.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst export ");

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
