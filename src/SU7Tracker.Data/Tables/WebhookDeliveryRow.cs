using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SU7Tracker.Data;

internal sealed class WebhookDeliveryRow
{
    public long Id { get; init; }
    public string WebhookId { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public long Version { get; init; }   // of the last change told; 0 of a test
    public int Changes { get; init; }
    public int Attempt { get; init; }
    public int? Status { get; init; }
    public string Error { get; init; } = "";
    public int Milliseconds { get; init; }
}

internal sealed class WebhookDeliveryTable : IEntityTypeConfiguration<WebhookDeliveryRow>
{
    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> row)
    {
        row.ToTable("webhook_deliveries").HasKey(r => r.Id);
        row.Property(r => r.WebhookId).HasMaxLength(32);
        row.Property(r => r.Error).HasMaxLength(WebhookDelivery.MaxErrorLength);
        row.HasOne<WebhookRow>().WithMany().HasForeignKey(r => r.WebhookId).OnDelete(DeleteBehavior.Cascade);
        row.HasIndex(r => new { r.WebhookId, r.Id });
    }
}
