using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;

namespace Portal.Domain.Webhooks;

internal sealed class WebhooksMapping : IEntityTypeConfiguration<WebhookEndpoint>, IEntityTypeConfiguration<WebhookEvent>, IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.ToTable("WebhookEndpoints");
        builder.Property(e => e.Name).HasMaxLength(WebhookEndpoint.NameLength);
        builder.Property(e => e.Url).HasMaxLength(WebhookEndpoint.UrlLength);
        builder.Property(e => e.Secret).HasMaxLength(WebhookEndpoint.SecretLength);
        builder.HasIndex(e => e.MarketId);
        builder.HasOne<Market>().WithMany().HasForeignKey(e => e.MarketId);
    }

    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.ToTable("WebhookEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Type).HasMaxLength(WebhookEvent.TypeLength);
        builder.Property(e => e.Body).HasMaxLength(WebhookEvent.BodyLength);
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.HasIndex(d => new { d.State, d.NextAt });
        builder.HasIndex(d => new { d.EndpointId, d.EventId }).IsUnique();
        builder.Property(d => d.LastError).HasMaxLength(WebhookDelivery.ErrorLength);
        builder.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(d => d.EndpointId);
        builder.HasOne<WebhookEvent>().WithMany().HasForeignKey(d => d.EventId);
    }
}
