using CodeFirst.Hosting;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Http;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users;
using Microsoft.AspNetCore.Builder;

namespace CodeFirst.Tests.Unit;

public sealed class FeatureRegistrationTests
{
    [TestCase("Sqlite")]
    [TestCase("Postgres")]
    public void Adding_a_feature_twice_is_adding_it_once(string provider)
    {
        var builder = WebApplication.CreateSlimBuilder([$"--Storage:Provider={provider}"]);
        Add();
        var once = builder.Services.Count;

        Add();

        builder.Services.Count.Should().Be(once);

        void Add() => builder.AddCalls().AddStorage().AddActivity().AddUsers().AddHttp();
    }
}
