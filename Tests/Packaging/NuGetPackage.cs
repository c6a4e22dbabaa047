using System.IO.Compression;
using System.Xml.Linq;

namespace CodeFirst.Tests.Packaging;

/// <summary>A packed file, and what is in it.</summary>
internal sealed class NuGetPackage(string folder, string id, string? version = null, string extension = "nupkg")
{
    public string Id => id;

    /// <summary>The files, without those that every package has.</summary>
    public IReadOnlyList<string> Files => Read(archive => archive.Entries
        .Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
            && !name.StartsWith("package/", StringComparison.Ordinal)
            && name != "[Content_Types].xml"
            && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .ToArray());

    /// <summary>The metadata of the package.</summary>
    public XElement Nuspec => Read(archive =>
    {
        using var nuspec = archive.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    });

    public IReadOnlyList<string> Dependencies => Nuspec.Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .Select(dependency => dependency.Attribute("id")!.Value)
        .ToArray();

    /// <summary>The value of an element of the metadata, or null.</summary>
    public string? this[string name] => Nuspec.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public byte[] Content(string file) => Read(archive =>
    {
        using var content = archive.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    });

    private T Read<T>(Func<ZipArchive, T> read)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(folder, $"{id}.{version ?? Packages.Version}.{extension}"));
        return read(archive);
    }
}
