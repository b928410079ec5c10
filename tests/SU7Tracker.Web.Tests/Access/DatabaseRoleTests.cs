using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SU7Tracker.Data;
using SU7Tracker.Web.Tests.Api;
using SU7Tracker.Web.Tests.Faults;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

/// <summary>The program as a role of PostgreSQL that may not change what is recorded.</summary>
public sealed class DatabaseRoleTests(Databases databases) : IClassFixture<Databases>
{
    [Fact]
    public async Task PeopleSignInAndProgramsReadAndWriteAsEver()
    {
        await databases.Postgres.ExecuteAsync("create role keeper login createdb; create role clerk login");
        var made = databases.Connection(On.Postgres);
        string As(string role) => new NpgsqlConnectionStringBuilder(made) { Username = role }.ConnectionString;
        using var site = Site.With(
            ("ConnectionStrings:Tracker", As("clerk")), ("ConnectionStrings:Owner", As("keeper")), ("Sample:Load", "true"),
            ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password), ("Admin:Token", ApiSite.Token));
        using var session = site.Open();
        Assert.Equal(HttpStatusCode.Redirect, (await session.SignInAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/entry")).StatusCode);
        await site.AddUserAsync("bea@example.org");
        await site.ChangeUserAsync("bea@example.org", (users, bea) => users.DeleteAsync(bea));

        using var http = new HttpClient { BaseAddress = site.ClientOptions.BaseAddress };
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
        Assert.Contains("9,576", await http.GetStringAsync("/api/v1/vehicles/su7/metrics?asOf=2024-04-18"), StringComparison.Ordinal);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiSite.Token);
        var row =
            """[{"vehicle":"su7","measure":"production","basis":"built","reading":"in_period","periodStart":"2025-01-06","periodEnd":"2025-01-12","low":7,"high":7,"qualifier":"exact","source":"seed_spm_20240418"}]""";
        Assert.Equal(
            HttpStatusCode.OK,
            (await http.PostAsync("/api/v1/figures", new StringContent(row, Encoding.UTF8, "application/json"))).StatusCode);
        var file = "slug,name,maker,launched_on,note\nsu7,SU7 renamed,Xiaomi,2024-03-28,\n";
        Assert.Equal(
            HttpStatusCode.OK,
            (await http.PostAsync("/api/v1/imports", new StringContent(file, Encoding.UTF8, "text/csv"))).StatusCode);
        Assert.Contains("SU7 renamed", await http.GetStringAsync("/api/v1/vehicles"), StringComparison.Ordinal);
        Assert.NotNull(await site.Services.GetRequiredService<Tokens>().AddAsync("t", TokenScope.Read, "ann"));
    }
}
