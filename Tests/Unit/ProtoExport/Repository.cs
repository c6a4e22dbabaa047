namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CodeFirst.sln")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
            }

            return folder.FullName;
        }
    }
}
