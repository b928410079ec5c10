using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record ClaimRow
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public string Statement { get; init; } = "";
    public string Speaker { get; init; } = "";
    public DateOnly StatedOn { get; init; }
    public string Metric { get; init; } = "";
    public Relation Relation { get; init; }
    public decimal? Low { get; init; }
    public decimal? High { get; init; }
    public DateOnly At { get; init; }
    public string Source { get; init; } = "";

    public static ClaimRow Of(Claim c) => new()
    {
        Id = c.Id, Vehicle = c.Vehicle, Statement = c.Statement, Speaker = c.Speaker, StatedOn = c.StatedOn, Metric = c.Metric,
        Relation = c.Relation, Low = c.Low, High = c.High, At = c.At, Source = c.Source,
    };
    public Claim Value => new(Id, Vehicle, Statement, Speaker, StatedOn, Metric, Relation, Plain(Low), Plain(High), At, Source);

    // Without zeros at the end: SQLite gives 10000 back as 10000.0.
    private static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;
}

internal sealed class ClaimTable : IEntityTypeConfiguration<ClaimRow>
{
    public void Configure(EntityTypeBuilder<ClaimRow> row)
    {
        row.ToTable("claims").HasKey(r => r.Id);
        row.Ignore(r => r.Value);
        row.Property(r => r.Id).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Vehicle).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Statement).HasMaxLength(Domain.Vehicle.MaxTextLength);
        row.Property(r => r.Speaker).HasMaxLength(Domain.Vehicle.MaxTextLength);
        row.Property(r => r.Metric).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Relation).HasConversion(v => WireNames.Of(v), w => WireNames.Relation(w)!.Value).HasMaxLength(16);
        row.Property(r => r.Source).HasMaxLength(Series.MaxKeyLength);
        row.HasOne<VehicleRow>().WithMany().HasForeignKey(r => r.Vehicle).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<SourceRow>().WithMany().HasForeignKey(r => r.Source).OnDelete(DeleteBehavior.Restrict);
    }
}
