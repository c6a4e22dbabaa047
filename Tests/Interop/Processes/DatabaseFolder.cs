namespace CodeFirst.Tests.Interop.Processes;

/// <summary>A folder for one database, deleted in the end.</summary>
internal sealed class DatabaseFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");

    public string DatabasePath => Path.Combine(_folder.FullName, "users.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
