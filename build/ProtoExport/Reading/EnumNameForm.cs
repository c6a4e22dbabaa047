namespace CodeFirst.ProtoExport.Reading;

/// <summary>The form of the names of enum values that the author did not name for the wire.</summary>
internal enum EnumNameForm
{
    /// <summary>COLOR_RED for Color.Red.</summary>
    Prefix,

    /// <summary>Red for Color.Red.</summary>
    CSharp,
}
