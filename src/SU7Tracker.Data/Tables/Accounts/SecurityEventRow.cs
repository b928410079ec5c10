using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SU7Tracker.Data;

internal sealed class SecurityEventRow
{
    public long Id { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public string Kind { get; init; } = "";
    public string Account { get; init; } = "";       // the id of the account that it concerns; empty where none is known
    public string RecordedBy { get; init; } = "";    // the id of the account that did it, or what a command runs as
    public string Address { get; init; } = "";
    public string Detail { get; init; } = "";        // names nobody, so that a person can be forgotten
    public DateTimeOffset? DeletesBefore { get; init; }
}

internal sealed class SecurityEventTable : IEntityTypeConfiguration<SecurityEventRow>
{
    public const string Name = "security_events";

    public void Configure(EntityTypeBuilder<SecurityEventRow> row)
    {
        row.ToTable(Name).HasKey(r => r.Id);
        row.Property(r => r.Kind).HasMaxLength(32);
        row.Property(r => r.Account).HasMaxLength(Author.MaxLength);
        row.Property(r => r.RecordedBy).HasMaxLength(Author.MaxLength);
        row.Property(r => r.Address).HasMaxLength(SecurityEvent.MaxAddressLength);
        row.Property(r => r.Detail).HasMaxLength(SecurityEvent.MaxDetailLength);
        row.HasIndex(r => new { r.Account, r.Kind, r.Id });   // when somebody has signed in last
        row.HasIndex(r => new { r.Kind, r.Id });
        row.HasIndex(r => r.RecordedAt);                      // what is too old
    }
}
