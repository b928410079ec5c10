using Bunit;
using MudBlazor;
using MudBlazor.Services;
using SU7Tracker.Domain;
using SU7Tracker.Web.Entry;

namespace SU7Tracker.Web.Tests.Entry;

public sealed class FigureFormTests : BunitContext, IAsyncLifetime
{
    private static readonly Source[] Sources =
    [
        new("cnevpost_20240601", "Xiaomi EV deliveries in May 2024", "CnEVPost", "", new(2024, 6, 1), Grade.A),
    ];

    public FigureFormTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudPopoverProvider>();
    }

    [Theory]
    [InlineData("≥ 40,000", "at least 40,000")]
    [InlineData("~1300", "between 1,250 and 1,350")]
    [InlineData("up to 38", "between 0 and 38")]
    [InlineData("2394", "exactly 2,394")]
    public void ItSaysAtOnceHowACountIsUnderstood(string typed, string understood) =>
        Assert.Contains(understood, Form(new() { Count = typed }).Markup);

    [Fact]
    public void ItSaysWhichDaysAWeekHas() => Assert.Contains("2024", Form(new() { Week = "2024-W15" }).Markup);

    [Fact]
    public void AnErrorStandsAtItsField()
    {
        var form = Form(new(), new Dictionary<string, string> { ["Count"] = "Type the count." });
        Assert.Contains(
            form.FindAll(".mud-input-error"),
            field => field.QuerySelector("#entry-count") is not null || field.OuterHtml.Contains("entry-count"));
        Assert.Contains("Type the count.", form.Markup);
    }

    [Fact]
    public void AReasonIsAskedForOnlyWhenAFigureIsChanged()
    {
        Assert.Empty(Form(new()).FindAll("#entry-reason"));
        Assert.Single(Form(new(), askReason: true).FindAll("#entry-reason"));
    }

    [Fact]
    public void TakingBackIsNotCalledSaving() =>
        Assert.Contains(EntryTexts.WithdrawFigure, Form(new() { Withdraw = true }, askReason: true).Find("button.save").TextContent);

    [Fact]
    public void WhatIsTypedReachesTheFieldsAndIsTold()
    {
        var fields = new EntryFields();
        var told = 0;
        var form = Render<FigureForm>(p => p.Add(f => f.Fields, fields).Add(f => f.Sources, Sources).Add(f => f.Changed, () => told++));
        form.Find("#entry-week").Change("2024-W15");
        Assert.Equal("2024-W15", fields.Week);
        Assert.Equal(1, told);
    }

    [Fact]
    public void WhatIsTypedIsThereAtOnceHoweverSoonItIsSaved()
    {
        var fields = new EntryFields();
        var form = Form(fields, askReason: true);
        form.Find("#entry-count").Input("2,600");
        form.Find("#entry-reason").Input("a typing error");
        Assert.Equal(("2,600", "a typing error"), (fields.Count, fields.Reason));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    // MudBlazor's services can only be disposed of asynchronously.
    ValueTask IAsyncDisposable.DisposeAsync() => DisposeAsync();

    private IRenderedComponent<FigureForm> Form(EntryFields fields, Dictionary<string, string>? errors = null, bool askReason = false) =>
        Render<FigureForm>(p =>
            p.Add(f => f.Fields, fields).Add(f => f.Sources, Sources).Add(f => f.Errors, errors ?? []).Add(f => f.AskReason, askReason));
}
