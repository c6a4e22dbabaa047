using CodeFirst.Hosting;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using Microsoft.AspNetCore.Authorization;

namespace CodeFirst.Tests.Functional.Hosting.Rules;

/// <summary>A library with rules on the service and on its methods. It has no book to delete.</summary>
[Authorize]
public sealed class RuledLibrary(LibraryWatch watch) : Library(watch), ILibrary
{
    [Authorize(Roles = "librarian")]
    public new ValueTask<DeleteBookResponse> DeleteBookAsync(DeleteBookRequest request) => throw RpcErrors.NotFound("Book", request.Id);

    [AllowAnonymous]
    public new ValueTask<Said> GetMeAsync(MeRequest request) => base.GetMeAsync(request);
}
