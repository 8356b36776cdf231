using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Storage;

namespace Portal.Seeding;

/// <summary>Three disputes about the demo's payments: one that waits for evidence, one that was answered and one that was lost.</summary>
public sealed class DemoDisputes(PortalDbContextFactory contexts, DisputeService disputes, DateTimeOffset now)
{
    private static readonly Actor Seed = Actor.System("seed");
    private static readonly string[] Reasons = ["구매하지 않은 결제 (시범 자료)", "물품을 받지 못함 (시범 자료)", "금액이 다름 (시범 자료)"];

    /// <summary>Makes them; answers how many there are.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var payments = await db.Payments.Where(p => p.Status == PaymentStatus.Captured && p.Refunded == 0 && p.VendorId != null && db.PaymentTenders.Any(t => t.PaymentId == p.Id && t.Kind == TenderKind.PartnerWallet))
            .OrderByDescending(p => p.Id).Take(Reasons.Length).ToListAsync(cancellation);
        foreach (var (place, payment) in payments.Index())
        {
            var opened = await disputes.OpenAsync(Seed, new NewDispute(Guid.NewGuid(), payment.Uid, $"CB-DEMO-{place + 1}", payment.Amount, Reasons[place], DateOnly.FromDateTime(now.UtcDateTime).AddDays(3 + (5 * place))), cancellation);
            if (opened.TryGet(out var dispute) && place > 0)
                await disputes.AnswerAsync(Seed, dispute, "영수증과 판매 기록을 보냈습니다. (시범 자료)", cancellation: cancellation);
            if (opened.Ok && place == 2)
                await disputes.DecideAsync(Seed, new DisputeDecision(Guid.NewGuid(), dispute, Won: false, LossBearer.Vendor, "제휴사 결정 (시범 자료)"), cancellation);
        }

        return payments.Count;
    }
}
