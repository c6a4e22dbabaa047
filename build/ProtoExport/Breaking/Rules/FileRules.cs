using static CodeFirst.ProtoExport.Breaking.BreakingLevels;

namespace CodeFirst.ProtoExport.Breaking.Rules;

/// <summary>What must not change about the files: their names, packages, syntax and options.</summary>
internal static class FileRules
{
    private const string Option = "Restore it, or accept that the code generated from the file moves.";
    private const BreakingLevels All = Files | WireJson | Wire;

    public static BreakingRule FileNoDelete { get; } = new(
        "CFP1101",
        "FILE_NO_DELETE",
        Files,
        "Bring the file back: its name comes from the service or from ProtoExportFileName.");

    public static BreakingRule FileSamePackage { get; } = new(
        "CFP1102",
        "FILE_SAME_PACKAGE",
        All,
        "Restore the old package, and declare the new version next to it, with its own services and messages.");

    public static BreakingRule FileSameSyntax { get; } = new("CFP1103", "FILE_SAME_SYNTAX", Files, "Keep the syntax.");

    public static BreakingRule FileSameCsharpNamespace { get; } = new(
        "CFP1104",
        "FILE_SAME_CSHARP_NAMESPACE",
        Files,
        Option);

    public static BreakingRule FileSameGoPackage { get; } = new("CFP1105", "FILE_SAME_GO_PACKAGE", Files, Option);

    public static BreakingRule FileSameJavaMultipleFiles { get; } = new(
        "CFP1106",
        "FILE_SAME_JAVA_MULTIPLE_FILES",
        Files,
        Option);

    public static BreakingRule FileSameJavaOuterClassname { get; } = new(
        "CFP1107",
        "FILE_SAME_JAVA_OUTER_CLASSNAME",
        Files,
        Option);

    public static BreakingRule FileSameJavaPackage { get; } = new("CFP1108", "FILE_SAME_JAVA_PACKAGE", Files, Option);

    public static BreakingRule FileSameObjcClassPrefix { get; } = new(
        "CFP1109",
        "FILE_SAME_OBJC_CLASS_PREFIX",
        Files,
        Option);

    public static BreakingRule FileSamePhpClassPrefix { get; } = new(
        "CFP1110",
        "FILE_SAME_PHP_CLASS_PREFIX",
        Files,
        Option);

    public static BreakingRule FileSamePhpMetadataNamespace { get; } = new(
        "CFP1111",
        "FILE_SAME_PHP_METADATA_NAMESPACE",
        Files,
        Option);

    public static BreakingRule FileSamePhpNamespace { get; } = new("CFP1112", "FILE_SAME_PHP_NAMESPACE", Files, Option);

    public static BreakingRule FileSameRubyPackage { get; } = new("CFP1113", "FILE_SAME_RUBY_PACKAGE", Files, Option);

    public static BreakingRule FileSameSwiftPrefix { get; } = new("CFP1114", "FILE_SAME_SWIFT_PREFIX", Files, Option);

    public static BreakingRule FileSameOptimizeFor { get; } = new("CFP1115", "FILE_SAME_OPTIMIZE_FOR", Files, Option);

    public static BreakingRule FileSameCcEnableArenas { get; } = new(
        "CFP1116",
        "FILE_SAME_CC_ENABLE_ARENAS",
        Files,
        Option);

    public static BreakingRule FileSameCcGenericServices { get; } = new(
        "CFP1117",
        "FILE_SAME_CC_GENERIC_SERVICES",
        Files,
        Option);

    public static BreakingRule FileSameJavaGenericServices { get; } = new(
        "CFP1118",
        "FILE_SAME_JAVA_GENERIC_SERVICES",
        Files,
        Option);

    public static BreakingRule FileSamePyGenericServices { get; } = new(
        "CFP1119",
        "FILE_SAME_PY_GENERIC_SERVICES",
        Files,
        Option);
}
