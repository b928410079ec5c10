using System.Text;
using SU7Tracker.Domain;
using SU7Tracker.Web.Importing;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Tests.Importing.Sheets;

public class SheetFiguresTests
{
    private static readonly RecordNames Names = new(
        [
            new("su7", "SU7", "Xiaomi", null) { NameZh = "小米 SU7" },
            new("yu7", "YU7", "Xiaomi", null),
            new("model-3", "Model 3", "Tesla", null),
            new("onvo-l60", "Onvo L60", "Nio (Onvo)", null),
        ],
        [new("beijing", "Beijing", "北京", "China", null)],
        [new("list", "Weekly list", "CnEVPost", "https://list.example/", null, Grade.A)]);

    [Fact]
    public void WeeksDownAndSeriesAcrossAreFiguresOfEach()
    {
        var items = Read("周次,上险量,累计交付,发布\n2024第15周,2394,,2024-04-16\n2024第16周,约1300,1.2万,2024-04-23\n2024第17周,,—,\n");
        Assert.Equal(
            [
                "su7 registrations insured 2024-04-08 2024-04-14 2,394 2024-04-16",
                "su7 registrations insured 2024-04-15 2024-04-21 ≈ 1,300 2024-04-23",
                "su7 deliveries delivered  2024-04-21 ≈ 12,000 2024-04-23",
            ],
            items.Select(Written));
    }

    [Fact]
    public void MonthsAcrossAreFiguresOfTheVehicleOfTheRow() => Assert.Equal(
        [
            "su7 deliveries delivered 2024-04-01 2024-04-30 7,058 ",
            "su7 deliveries delivered 2024-05-01 2024-05-31 8,630 ",
            "model-3 deliveries delivered 2024-04-01 2024-04-30 ≥ 30,000 ",
        ],
        Read(
            "Model,2024-04,2024-05\n小米SU7,7058,8630\nTesla Model 3,3万+,\n",
            m => m with { Counted = Counted.Parse("deliveries.delivered:in_period") }).Select(Written));

    [Fact]
    public void OneRowAFigureNamesItsVehicleSeriesAndCity()
    {
        var item = Assert.Single(Read("Week,Model,Measure,City,Count,Source\n2024-W15,YU7,insured,北京市,38,Weekly list\n"));
        Assert.Equal(new Series("yu7", Measure.Registrations, Series.Insured, "beijing"), item.Draft!.Key.Series);
        Assert.Equal("list", item.Draft.Source);
    }

    [Fact]
    public void AListOfNamesIsOfTheDaysThatAreGivenOnce()
    {
        var items = Read(
            "Onvo L60 2,530, Model 3 1,090, Nio 999",
            m => m with { When = "2024-W15", Counted = Counted.Parse("registrations.insured:in_period") });
        Assert.Equal(
            [
                "onvo-l60 registrations insured 2024-04-08 2024-04-14 2,530 ",
                "model-3 registrations insured 2024-04-08 2024-04-14 1,090 ",
                "UnknownVehicle onvo-l60",
            ],
            items.Select(i => i.Draft is null ? $"{i.Trouble!.Code} {string.Join(' ', i.Trouble.Remedies)}" : Written(i)));
    }

    [Theory]
    [InlineData("七万多,16/04/2024", "NotACount", 1)]
    [InlineData("5,31/06/2024", "NotADay", 2)]
    [InlineData("5,03/04/2024", "DateAsked", 2)]
    [InlineData("18.500,16/04/2024", "NumberAsked", 1)]
    public void WhatCannotBeReadNamesItsCell(string cells, string code, int column)
    {
        var item = Assert.Single(Read($"Week,Insured,Published\n2024-W15,{cells}\n"));
        Assert.Equal((code, column, ImportResult.Rejected), (item.Trouble!.Code, item.TroubleColumn, item.Result));
        Assert.NotNull(item.Key);
    }

    [Theory]
    [InlineData("VehicleMissing", "", "list", "2024-W15", "registrations.insured:in_period")]
    [InlineData("SourceMissing", "su7", "", "2024-W15", "registrations.insured:in_period")]
    [InlineData("DaysMissing", "su7", "list", "", "registrations.insured:in_period")]
    [InlineData("SeriesMissing", "su7", "list", "2024-W15", "")]
    public void WhatTheWholeSheetLacksIsSaid(string code, string vehicle, string source, string when, string counted)
    {
        var sheet = SheetReader.Read(Encoding.UTF8.GetBytes("Count,Other\n5,x\n"));
        var mapping = MappingGuess.Of(sheet) with { Vehicle = vehicle, Source = source, When = when, Counted = Counted.Parse(counted) };
        Assert.Equal(code, Assert.Single(new SheetFigures(sheet, mapping, Names).All()).Trouble!.Code);
    }

    private static List<ImportItem> Read(string text, Func<Mapping, Mapping>? mapped = null)
    {
        var sheet = SheetReader.Read(Encoding.UTF8.GetBytes(text));
        var mapping = MappingGuess.Of(sheet) with { Vehicle = "su7", Source = "list" };
        return [.. new SheetFigures(sheet, mapped?.Invoke(mapping) ?? mapping, Names).All()];
    }

    private static string Written(ImportItem item)
    {
        var draft = item.Draft!;
        var (series, key) = (draft.Key.Series, draft.Key);
        return $"{series.Vehicle} {Data.WireNames.Of(series.Measure)} {series.Basis} "
            + $"{key.Start:O} {key.End:O} {draft.Quantity} {draft.PublishedOn:O}";
    }
}
