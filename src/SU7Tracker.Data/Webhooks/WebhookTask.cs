namespace SU7Tracker.Data;

/// <summary>What is to be sent, and to whom; nobody else sends to it meanwhile.</summary>
public sealed record WebhookTask(Webhook Webhook, IReadOnlyList<ToldChange> Changes);
