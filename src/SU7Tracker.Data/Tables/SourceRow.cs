using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record SourceRow
{
    public string Id { get; init; } = "";
    public string Title { get; init; } = "";
    public string Publisher { get; init; } = "";
    public string Url { get; init; } = "";
    public DateOnly? PublishedOn { get; init; }
    public Grade Grade { get; init; }

    public static SourceRow Of(Source s) => new() { Id = s.Id, Title = s.Title, Publisher = s.Publisher, Url = s.Url, PublishedOn = s.PublishedOn, Grade = s.Grade };
    public Source Value => new(Id, Title, Publisher, Url, PublishedOn, Grade);
}

internal sealed class SourceTable : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> row)
    {
        row.ToTable("sources").HasKey(r => r.Id);
        row.Ignore(r => r.Value);
        row.Property(r => r.Id).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Title).HasMaxLength(Vehicle.MaxTextLength);
        row.Property(r => r.Publisher).HasMaxLength(Vehicle.MaxTextLength);
        row.Property(r => r.Url).HasMaxLength(Source.MaxUrlLength);
        row.Property(r => r.Grade).HasConversion(g => WireNames.Of(g), w => WireNames.Grade(w)!.Value).HasMaxLength(1);
    }
}
