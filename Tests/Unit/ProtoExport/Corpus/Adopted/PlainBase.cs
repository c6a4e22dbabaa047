// Messages that derive from a class that is no contract, or from a contract that does not include them: protobuf-net writes the members of
// the derived type alone. It ignores a [ProtoInclude] of a type that is not derived, even one with the number of a member.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc.Configuration;

namespace Ledger;

[Service]
public interface IAccounts
{
    [Operation] Task<AccountsResult> ListAsync(AccountsCommand command);
    [Operation] Task<AccountDto> OpenAsync(AccountDto account);
}

public abstract class BaseDto
{
    public abstract string Number { get; set; }
    public string Trace { get; set; } // not on the wire
}

[ProtoContract]
public class AccountDto : BaseDto
{
    [ProtoMember(1)] public override string Number { get; set; }
    [ProtoMember(2)] public long Cents { get; set; }
    [ProtoMember(3)] public DateTime Opened { get; set; }
}

[ProtoContract]
public abstract record Command
{
    [ProtoMember(1)] public string Caller { get; set; } // not on the wire: no [ProtoInclude] names AccountsCommand
}

[ProtoContract]
public record AccountsCommand : Command
{
    [ProtoMember(1)] public int Page { get; set; }
}

[ProtoContract]
[ProtoInclude(1, typeof(AccountDto))]
public class AccountsResult
{
    [ProtoMember(1)] public IEnumerable<AccountDto> Accounts { get; set; }
}
