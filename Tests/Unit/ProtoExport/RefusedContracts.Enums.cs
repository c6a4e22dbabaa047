using System.Runtime.Serialization;

namespace CodeFirst.Tests.Unit.ProtoExport;

internal static partial class RefusedContracts
{
    [DataContract]
    public sealed class TwoEnums
    {
        [DataMember(Order = 1)]
        public Fine First { get; set; }

        [DataMember(Order = 2)]
        public AlsoFine Second { get; set; }
    }

    [DataContract]
    public sealed class BadEnums
    {
        [DataMember(Order = 1)]
        public NoZero? First { get; set; }

        [DataMember(Order = 2)]
        public Alias Second { get; set; }

        [DataMember(Order = 3)]
        public Huge Third { get; set; }
    }

    public enum Fine
    {
        Unspecified,
        One,
    }

    public enum AlsoFine
    {
        Unspecified,
        Two,
    }

    public enum NoZero
    {
        Three = 3,
    }

    public enum Alias
    {
        Four,
        Five = 5,
#pragma warning disable CA1069 // a second name for one number is what is refused
        AlsoFive = 5,
#pragma warning restore CA1069
    }

    public enum Huge : long
    {
        Six,
        Seven = 1L << 40,
    }
}
