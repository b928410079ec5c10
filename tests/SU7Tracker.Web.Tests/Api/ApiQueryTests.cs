using Microsoft.AspNetCore.Http;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Tests.Api;

public class ApiQueryTests
{
    [Theory, InlineData("/api/v1/vehicles/su7/metrics", false), InlineData("/api/v1/vehicles/su7/metrics.csv", true)]
    public void WhatIsAskedForIsKnownWhenTheCallerHasGone(string path, bool csv)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        var query = new ApiQuery(context, [], new(2026, 11, 25));
        context.Uninitialize();
        Assert.Equal(csv, query.WantsCsv);
    }
}
