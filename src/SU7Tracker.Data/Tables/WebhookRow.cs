using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed class WebhookRow
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";   // empty for all
    public string Address { get; init; } = "";
    public string Secret { get; init; } = "";    // encrypted by the program
    public bool On { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public long SentVersion { get; set; }
    public int Failures { get; set; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public DateTimeOffset LeasedUntil { get; set; }
}

internal sealed class WebhookTable : IEntityTypeConfiguration<WebhookRow>
{
    public void Configure(EntityTypeBuilder<WebhookRow> row)
    {
        row.ToTable("webhooks").HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(32);
        row.Property(r => r.Vehicle).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Address).HasMaxLength(Source.MaxUrlLength);
        row.Property(r => r.Secret).HasMaxLength(Webhook.MaxProtectedSecretLength);
        row.Property(r => r.CreatedBy).HasMaxLength(Author.MaxLength);
    }
}
