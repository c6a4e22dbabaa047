namespace CodeFirst.Tests.Packaging;

/// <summary>What somebody has who starts with the README of a package.</summary>
internal static class Newcomer
{
    /// <summary>Returns the first block of a language in a README.</summary>
    public static string First(string readme, string language) =>
        MarkdownDocument.Read(readme).Blocks.First(block => block.Language == language).Code;

    /// <summary>Returns the reference to a package in the version that this repository uses.</summary>
    public static string Reference(string id) => $"""<PackageReference Include="{id}" Version="{Built.VersionOf(id)}" />""";

    /// <summary>Makes a project and returns its folder. Versions are in the project, as where no central ones are.</summary>
    public static string Project(string name, string sdk, string references, string output = "Library")
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>{output}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <LangVersion>latest</LangVersion>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);

        return folder;
    }
}
