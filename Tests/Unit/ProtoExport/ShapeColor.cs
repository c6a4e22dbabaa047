using System.Runtime.Serialization;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>A color.</summary>
[DataContract(Name = "Color")]
public enum ShapeColor
{
    /// <summary>Two.</summary>
    [EnumMember(Value = "COLOR_BLUE")]
    Blue = 2,

    /// <summary>No color was chosen.</summary>
    [EnumMember(Value = "COLOR_UNSPECIFIED")]
    Unspecified = 0,

    [EnumMember(Value = "COLOR_BELOW")]
    Below = -1,
}
