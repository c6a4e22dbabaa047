namespace CodeFirst.ProtoExport.CommandLine;

/// <summary>The answer to --help.</summary>
internal static class Help
{
    public const string Text = """
        Writes the .proto file and the descriptor set of a code-first gRPC contract, and guards what callers rely on.

          codefirst-proto export   <assembly>            write the files, unless they break the released contract
          codefirst-proto accept   <assembly>            write the files, and make the contract the released one
          codefirst-proto check    <assembly>            write nothing; fail if the files are not those of the contract
          codefirst-proto report   <assembly>            write nothing; tell what is exported as what, and the warnings by kind
          codefirst-proto breaking <assembly or binpb> --against <binpb>
                                                         write nothing; fail if the first breaks callers of the second

        In place of an assembly: @<file>, a file of key=value lines, the keys being those of the options and assembly.

          --directory <folder>      where the files are (proto)
          --file <name.proto>       the name of the .proto file (from the service)
          --model <member>          how it is served: Namespace.Type.Member or Namespace.Type.Member,Assembly (the default model)
          --documentation <xml>     the XML documentation (beside the assembly)
          --reference <dll>         an assembly that the contract needs; may be repeated (all that are beside the assembly)
          --option <name=value>     a file option, such as go_package=example.com/shop; may be repeated
          --baseline <binpb>        the released contract (none)
          --rules <level>           WIRE_JSON, WIRE, FILE or Off (WIRE_JSON)
          --enumnames <form>        names of enum values: Prefix (COLOR_RED) or CSharp (Red) (Prefix)
          --nowarn <ids>            warnings to hide, such as "CFP0501;CFP0502"
          --warnaserror [<ids>]     warnings that stop the export: all, or those
          --warnnotaserror <ids>    warnings that stay warnings
          --pathmap <map>           what a deterministic build replaced in the paths of the sources: /home/ann/shop/=/_/

        Exit codes: 0 done, 1 problems in the contract or its files, 2 bad usage.
        Each problem has an id, explained in the README.md of the package.
        """;
}
