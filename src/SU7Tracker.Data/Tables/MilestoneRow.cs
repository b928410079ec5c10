using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record MilestoneRow
{
    // A digest of what makes two milestones the same: vehicle, date, subject and event are together too long for an index.
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public DateOnly Date { get; init; }
    public DatePrecision Precision { get; init; }
    public string Subject { get; init; } = "";
    public string Event { get; init; } = "";
    public string Source { get; init; } = "";

    public static MilestoneRow Of(Milestone m) => new()
    {
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{m.Vehicle}\n{m.Date:O}\n{m.Subject}\n{m.Event}")))),
        Vehicle = m.Vehicle, Date = m.Date, Precision = m.Precision, Subject = m.Subject, Event = m.Event, Source = m.Source,
    };
    public Milestone Value => new(Vehicle, Date, Precision, Subject, Event, Source);
}

internal sealed class MilestoneTable : IEntityTypeConfiguration<MilestoneRow>
{
    public void Configure(EntityTypeBuilder<MilestoneRow> row)
    {
        row.ToTable("milestones").HasKey(r => r.Id);
        row.Ignore(r => r.Value);
        row.Property(r => r.Id).HasMaxLength(64);
        row.Property(r => r.Vehicle).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Precision).HasConversion(p => WireNames.Of(p), w => WireNames.Precision(w)!.Value).HasMaxLength(16);
        row.Property(r => r.Subject).HasMaxLength(Domain.Vehicle.MaxTextLength);
        row.Property(r => r.Event).HasMaxLength(Domain.Vehicle.MaxTextLength);
        row.Property(r => r.Source).HasMaxLength(Series.MaxKeyLength);
        row.HasOne<VehicleRow>().WithMany().HasForeignKey(r => r.Vehicle).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<SourceRow>().WithMany().HasForeignKey(r => r.Source).OnDelete(DeleteBehavior.Restrict);
    }
}
