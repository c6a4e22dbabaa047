using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")] // images are built and run there only
