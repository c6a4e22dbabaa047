namespace CodeFirst.ProtoExport.Problems;

/// <summary>The ids of the problems. They are public: never reused, and explained in build/README.md.</summary>
internal static class ProblemCodes
{
    // CFP0001 is the summary that the targets give after the errors of the exporter. CFP0006 and CFP0007 are theirs, too.
    public const string Unexpected = "CFP0002";
    public const string CannotLoad = "CFP0003";
    public const string CannotWrite = "CFP0004";
    public const string BadOptions = "CFP0005";

    public const string NoService = "CFP0101";
    public const string SeveralServices = "CFP0102";
    public const string ForeignPayload = "CFP0104";
    public const string UnreadableModel = "CFP0107";
    public const string UnbindableService = "CFP0108";

    // CFP0202, CFP0203, CFP0205 to CFP0209 and CFP0401 to CFP0404 were errors: do not use them again.
    public const string UnsupportedType = "CFP0201";
    public const string NestedCollection = "CFP0204";
    public const string MemberNotSent = "CFP0210";
    public const string FieldNumber = "CFP0211";
    public const string UnreadableType = "CFP0212";
    public const string Constructor = "CFP0213";
    public const string OwnForm = "CFP0214";
    public const string Reservation = "CFP0215";

    public const string SameTypeName = "CFP0301";
    public const string InvalidName = "CFP0302";
    public const string SameMemberName = "CFP0303";
    public const string SameEnumValueName = "CFP0304";
    public const string SimilarEnumValueNames = "CFP0305";

    public const string EnumReserved = "CFP0405";

    // Warnings about messages.
    public const string BaseLeftOut = "CFP0501";
    public const string IncludeIgnored = "CFP0502";
    public const string AbstractBase = "CFP0503";
    public const string ValueNotSent = "CFP0504";
    public const string SeededCollection = "CFP0505";
    public const string NullNotSent = "CFP0506";
    public const string EpochLost = "CFP0507";
    public const string NumbersInferred = "CFP0508";
    public const string Renamed = "CFP0509";
    public const string MemberRenamed = "CFP0510";

    // Warnings about services. CFP0103, CFP0105 and CFP0106 were errors: do not use them again.
    public const string Unserved = "CFP0531";
    public const string Inherited = "CFP0532";
    public const string ClientOnly = "CFP0533";
    public const string OpenGenericService = "CFP0534";
    public const string OtherPackage = "CFP0535";
    public const string UnreadableWhenEmpty = "CFP0536";

    // Errors of routes.
    public const string RouteSyntax = "CFP0601";
    public const string RoutePartOfSegment = "CFP0602";
    public const string RouteField = "CFP0603";
    public const string RouteFieldType = "CFP0604";
    public const string RouteTaken = "CFP0605";
    public const string RouteBody = "CFP0606";
    public const string RouteResponseBody = "CFP0607";
    public const string RouteAnswer = "CFP0608";
    public const string Resumption = "CFP0609";

    // Errors of tools.
    public const string ToolName = "CFP0701";
    public const string ToolTaken = "CFP0702";

    // The rules of the gate, CFP1101 and up, are in Breaking/Rules.
    public const string UnreadableBaseline = "CFP1001";
    public const string FileDiffers = "CFP1002";
}
