using CodeFirst.ProtoExport.Breaking.Rules;
using Google.Protobuf.Reflection;
using FileOptions = Google.Protobuf.Reflection.FileOptions;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares files of the same name.</summary>
internal sealed class FileChecks(Schema released, Schema current, BreakingReport report)
{
    private static readonly (BreakingRule Rule, string Option)[] Options =
    [
        (FileRules.FileSameCsharpNamespace, "csharp_namespace"),
        (FileRules.FileSameGoPackage, "go_package"),
        (FileRules.FileSameJavaMultipleFiles, "java_multiple_files"),
        (FileRules.FileSameJavaOuterClassname, "java_outer_classname"),
        (FileRules.FileSameJavaPackage, "java_package"),
        (FileRules.FileSameObjcClassPrefix, "objc_class_prefix"),
        (FileRules.FileSamePhpClassPrefix, "php_class_prefix"),
        (FileRules.FileSamePhpMetadataNamespace, "php_metadata_namespace"),
        (FileRules.FileSamePhpNamespace, "php_namespace"),
        (FileRules.FileSameRubyPackage, "ruby_package"),
        (FileRules.FileSameSwiftPrefix, "swift_prefix"),
        (FileRules.FileSameOptimizeFor, "optimize_for"),
        (FileRules.FileSameCcEnableArenas, "cc_enable_arenas"),
        (FileRules.FileSameCcGenericServices, "cc_generic_services"),
        (FileRules.FileSameJavaGenericServices, "java_generic_services"),
        (FileRules.FileSamePyGenericServices, "py_generic_services"),
    ];

    public void Run()
    {
        foreach (var before in released.Files)
        {
            if (current.File(before.Name) is { } after)
            {
                Check(before, after);
            }
            else
            {
                report.Add(FileRules.FileNoDelete, before.Name, "was removed");
            }
        }
    }

    private void Check(FileDescriptorProto before, FileDescriptorProto after)
    {
        if (before.Package != after.Package)
        {
            report.Add(FileRules.FileSamePackage, before.Name, $"changed its package from \"{before.Package}\" to \"{after.Package}\"");
        }

        if (SyntaxOf(before) != SyntaxOf(after))
        {
            report.Add(FileRules.FileSameSyntax, before.Name, $"changed its syntax from {SyntaxOf(before)} to {SyntaxOf(after)}");
        }

        foreach (var (rule, option) in Options)
        {
            var field = FileOptions.Descriptor.FindFieldByName(option);
            var was = field.Accessor.GetValue(before.Options ?? new FileOptions());
            var @is = field.Accessor.GetValue(after.Options ?? new FileOptions());
            if (!Equals(was, @is))
            {
                report.Add(rule, before.Name, $"changed its option {option} from \"{was}\" to \"{@is}\"");
            }
        }

        foreach (var extension in before.Extension.Where(extension => after.Extension.All(other => other.Name != extension.Name)))
        {
            report.Add(MessageRules.ExtensionNoDelete, $"{before.Name}, extension {extension.Name}", "was removed");
        }
    }

    private static string SyntaxOf(FileDescriptorProto file) => file.Syntax.Length > 0 ? file.Syntax : "proto2";
}
