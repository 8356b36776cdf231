using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Vendors;

namespace Portal.Seeding;

/// <summary>Makes the vendors of the demo, and what hangs on them.</summary>
internal sealed class DemoVendors(PersonalData personal, Random random, DateTime now)
{
    private const AcceptedTenders AllTenders = AcceptedTenders.Cash | AcceptedTenders.Card | AcceptedTenders.AccountTransfer | AcceptedTenders.VoucherPaper | AcceptedTenders.VoucherCard
        | AcceptedTenders.VoucherQr | AcceptedTenders.Wallet | AcceptedTenders.PartnerWallet | AcceptedTenders.Transit;

    private readonly DateOnly today = DateOnly.FromDateTime(now);
    private readonly HashSet<(long, string)> taken = [];
    private int count;

    public Vendor Make(Market market, DemoZone zone)
    {
        count++;
        var key = personal.NewKey(RetentionClass.Vendor);
        var owner = DemoWords.Person(random);
        var phone = SeedNumbers.Mobile(random);
        var vendor = new Vendor
        {
            Uid = SeedNumbers.Uid(random),
            MarketId = market.Id,
            Code = $"V{count:D6}",
            Tenders = AllTenders,
            PersonKey = key,
            OwnerName = personal.Seal(key, owner),
            OwnerIndex = personal.Index(owner),
            Phone = personal.Seal(key, phone),
            PhoneTail = phone[^4..],
            CreatedAt = now,
        };
        Name(vendor, market, zone);
        Number(vendor, market, zone);
        if (!vendor.BarredFromPayout)
        {
            vendor.PayoutBank = "시범은행";
            vendor.PayoutAccount = personal.Seal(key, $"000-0000-{random.Next(1_000_000):D6}");
            vendor.PayoutHolder = personal.Seal(key, owner);
        }

        vendor.RefreshSearchText();
        return vendor;
    }

    public Tenancy Tenancy(Vendor vendor, Stall stall, Market market)
    {
        var daily = stall.Kind == StallKind.DayPitch;
        var korean = market.Currency == "KRW";
        return new Tenancy
        {
            Uid = SeedNumbers.Uid(random),
            MarketId = market.Id,
            Stall = stall,
            Vendor = vendor,
            FromDate = new DateOnly(random.Next(2012, 2024), random.Next(1, 13), 1),
            Currency = market.Currency,
            RentPeriod = daily ? RentPeriod.Day : RentPeriod.Month,
            Rent = (daily ? random.Next(2, 6) : random.Next(12, 46)) * (korean ? (daily ? 1_000 : 10_000) : (daily ? 500 : 10_000)),
            Deposit = daily ? null : random.Next(2, 11) * (korean ? 1_000_000 : 200_000),
        };
    }

    /// <summary>Every fifth vendor employs somebody; all but the stalls of a day have a card terminal and its numbers.</summary>
    public IEnumerable<object> Belongings(Vendor vendor, Tenancy tenancy, int index)
    {
        if (index % 5 == 0)
        {
            var key = personal.NewKey(RetentionClass.Vendor);
            yield return new Worker { VendorId = vendor.Id, MarketId = vendor.MarketId, PersonKey = key, Name = personal.Seal(key, DemoWords.Person(random)), RoleName = index % 10 == 0 ? "판매" : "조리", FromDate = new DateOnly(2023, 1 + (index % 12), 1) };
        }

        if (tenancy.Stall!.Kind == StallKind.DayPitch)
            yield break;
        yield return new MerchantNumber { VendorId = vendor.Id, MarketId = vendor.MarketId, Issuer = "시범카드", Number = $"0000{index:D6}" };
        if (index % 4 == 0)
            yield return new MerchantNumber { VendorId = vendor.Id, MarketId = vendor.MarketId, Issuer = "시범VAN", Number = $"DEMO{index:D6}" };
        if (index % 3 == 0)
            yield return Device(tenancy, DeviceKind.Terminal, index, "시범단말기 T1");
        if (index % 4 == 1)
            yield return Device(tenancy, DeviceKind.Scale, index, "시범저울 S15");
        if (index % 9 == 2)
        {
            var landline = SeedNumbers.Landline(random);
            yield return new VendorPhone { VendorId = vendor.Id, Label = "가게", Number = personal.Seal(vendor.PersonKey!, landline), Tail = landline[^4..] };
        }
    }

    /// <summary>Every fortieth owes the rent of a month or two; some paid late.</summary>
    public IEnumerable<Arrear> Arrears(Tenancy tenancy, int index)
    {
        if (index % 40 != 7 || tenancy.RentPeriod != RentPeriod.Month)
            yield break;
        var due = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        yield return new Arrear { MarketId = tenancy.MarketId, TenancyId = tenancy.Id, DueDate = due, Amount = tenancy.Rent!.Value, Note = "시범 자료" };
        yield return new Arrear { MarketId = tenancy.MarketId, TenancyId = tenancy.Id, DueDate = due.AddMonths(-1), Amount = tenancy.Rent!.Value, SettledDate = index % 80 == 7 ? due.AddDays(9) : null };
    }

    private static StallDevice Device(Tenancy tenancy, DeviceKind kind, int index, string model) => new()
    {
        MarketId = tenancy.MarketId,
        StallId = tenancy.StallId,
        Kind = kind,
        Serial = $"DEMO-{kind.ToString()[0]}-{index:D5}",
        Model = model,
        FromDate = new DateOnly(2024, 1, 2),
    };

    private void Name(Vendor vendor, Market market, DemoZone zone)
    {
        var trade = zone.Trades[random.Next(zone.Trades.Length)];
        var name = DemoWords.Names[random.Next(DemoWords.Names.Length)];
        var (category, english, chinese) = DemoWords.Trades[trade];
        // Two of a name in one market are told apart by a number, as markets do.
        var second = 1;
        while (!taken.Add((market.Id, name.Ko + trade + second)))
            second++;
        var suffix = second == 1 ? "" : $" {second}호";
        vendor.TradeName = name.Ko + trade + suffix;
        vendor.TradeNameEn = $"{name.En} {english}" + (second == 1 ? "" : $" {second}");
        vendor.TradeNameZh = name.Zh + chinese + (second == 1 ? "" : $"{second}号");
        vendor.Categories = $"|{category}|";
    }

    private void Number(Vendor vendor, Market market, DemoZone zone)
    {
        if (zone.Kind == StallKind.DayPitch && count % 3 != 0)
        {
            vendor.NoNumberReason = "노점 (시범 자료)";
            return;
        }

        vendor.NumberKind = market.Currency == "CNY" ? BusinessNumberKind.Chinese : BusinessNumberKind.Korean;
        vendor.BusinessNumber = vendor.NumberKind == BusinessNumberKind.Chinese ? SeedNumbers.Chinese(count) : SeedNumbers.Korean(count);
    }
}
