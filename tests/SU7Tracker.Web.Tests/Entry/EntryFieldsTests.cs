using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Entry;

namespace SU7Tracker.Web.Tests.Entry;

public class EntryFieldsTests
{
    private static readonly Series Built = new("su7", Measure.Production, Series.Built);

    [Theory]
    [InlineData("2024-W15")]
    [InlineData(" 2024-w15 ")]
    [InlineData("2024-04-10")]
    public void AWeekIsTypedAsSuchOrAsADayInIt(string typed) =>
        Assert.Equal(
            new FigureKey(Built, Reading.InPeriod, new(2024, 4, 8), new(2024, 4, 14)),
            (Some() with { Week = typed }).ReadKey(Built));

    [Fact]
    public void WhatIsTypedBecomesADraft()
    {
        var draft = (Some() with { Count = "over 40,000", Published = "2024-04-18" }).Read(Built, published: false, out var errors);
        Assert.Empty(errors);
        Assert.Equal(Quantity.AtLeast(40_000), draft!.Quantity);
        Assert.Equal(new DateOnly(2024, 4, 18), draft.PublishedOn);
        Assert.Equal(0, draft.ExpectedRevision);
    }

    [Fact]
    public void ACountUpToADayHasNoFirstDay() =>
        Assert.Equal(
            new FigureKey(Built, Reading.Cumulative, null, new(2024, 4, 30)),
            new EntryFields { Days = Days.UpTo, End = "2024-04-30" }.ReadKey(Built));

    [Theory]
    [InlineData("", "2024-W15", "source", "Count")]
    [InlineData("lots", "2024-W15", "source", "Count")]
    [InlineData("2394", "2024-W54", "source", "Week")]
    [InlineData("2394", "", "source", "Week")]
    [InlineData("2394", "2024-W15", "", "Source")]
    public void WhatIsWrongIsSaidAtItsField(string count, string week, string source, string field)
    {
        Assert.Null((Some() with { Count = count, Week = week, Source = source }).Read(Built, published: false, out var errors));
        Assert.Equal(field, Assert.Single(errors).Key);
    }

    [Fact]
    public void ThePeriodMayNotEndBeforeItStarts()
    {
        new EntryFields
        {
            Days = Days.Period,
            Start = "2024-04-30",
            End = "2024-04-01",
            Count = "1",
            Source = "s",
        }.Read(Built, published: false, out var errors);
        Assert.Equal("End", Assert.Single(errors).Key);
    }

    [Fact]
    public void AChangeOfAPublishedFigureNeedsAReason()
    {
        Assert.Null(Some().Read(Built, published: true, out var errors));
        Assert.Equal("Reason", Assert.Single(errors).Key);
        Assert.NotNull((Some() with { Reason = "typing error" }).Read(Built, published: true, out _));
    }

    [Theory, InlineData("2,394"), InlineData("≥ 40,000"), InlineData("≈ 1,300"), InlineData("≤ 38"), InlineData("8,000–13,333")]
    public void AFigureOnRecordIsTypedAgainAsItStands(string quantity)
    {
        Assert.True(Quantity.TryParse(quantity, out var parsed, out _));
        var figure = new Figure(Some().ReadKey(Built)!, parsed, new(2024, 4, 18), "source") { Note = "note", Revision = 3 };
        var draft = (EntryFields.Of(figure, withdraw: false) with { Reason = "r" }).Read(Built, published: true, out _);
        Assert.Equal(
            new FigureDraft(figure.Key, figure.Quantity, figure.PublishedOn, "source")
            {
                Note = "note",
                Reason = "r",
                ExpectedRevision = 3,
            },
            draft);
    }

    private static EntryFields Some() => new() { Week = "2024-W15", Count = "2394", Source = "source" };
}
