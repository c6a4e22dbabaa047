namespace CodeFirst.ProtoExport.CommandLine;

/// <summary>The answer to --help.</summary>
internal static class Help
{
    public const string Text = """
        Exports the .proto file and the descriptor set of a code-first gRPC contract, and refuses changes that break its callers.

        Usage:
          codefirst-proto export   <assembly>            write the files, unless they break the released contract
          codefirst-proto accept   <assembly>            write the files, and make this contract the released one
          codefirst-proto check    <assembly>            write nothing; fail if the files are out of date
          codefirst-proto report   <assembly>            write nothing; list what is exported, and the warnings by kind
          codefirst-proto breaking <assembly or binpb> --against <binpb>
                                                         write nothing; fail if the first breaks callers of the second
          codefirst-proto --help | --version

        An assembly can be replaced by @<file>: a file with one key=value on each line. The keys are "assembly" and the options below.

        Options, with defaults in parentheses:
          --directory <folder>      where the files are (proto)
          --file <name.proto>       the name of the .proto file (derived from the service)
          --model <member>          the model it is served with: Namespace.Type.Member or Namespace.Type.Member,Assembly (the default model)
          --documentation <xml>     the XML documentation file (the one next to the assembly)
          --reference <dll>         an assembly that the contract needs; repeatable (all assemblies next to the contract)
          --option <name=value>     a file option, such as go_package=example.com/shop; repeatable (none)
          --baseline <binpb>        the released contract (none)
          --rules <level>           WIRE_JSON, WIRE, FILE or Off (WIRE_JSON)
          --enumnames <form>        names of enum values: Prefix (COLOR_RED) or CSharp (Red) (Prefix)
          --httprules <true|false>  also write the routes into the .proto, as google.api.http (false)
          --nowarn <ids>            warnings to hide, such as "CFP0501;CFP0502" (none)
          --warnaserror [<ids>]     warnings that stop the export: all of them, or only these (none)
          --warnnotaserror <ids>    warnings that stay warnings despite --warnaserror (none)
          --pathmap <map>           how a deterministic build rewrote source paths, such as /home/ann/shop/=/_/ (none)

        Exit codes: 0 done; 1 a problem with the contract or its files; 2 bad usage.
        Documents: the README.md of the package lists every problem id, with its cause and fix.
        """;
}
