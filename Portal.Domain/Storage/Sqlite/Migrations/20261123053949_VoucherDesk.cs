using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class VoucherDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_VoucherNotices_State_CreatedAt",
                table: "VoucherNotices");

            migrationBuilder.AddColumn<long>(
                name: "BuyerId",
                table: "VoucherNotices",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "VoucherNotices",
                type: "TEXT",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextAt",
                table: "VoucherNotices",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<byte[]>(
                name: "Contact",
                table: "VoucherBuyers",
                type: "BLOB",
                maxLength: 428,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ApplicationUid",
                table: "VendorEnrolments",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CapUid",
                table: "VendorEnrolments",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Counts",
                table: "PaymentTenders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "FraudCases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    SubjectCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: true),
                    Points = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    OpenerId = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AssigneeId = table.Column<long>(type: "INTEGER", nullable: true),
                    AssigneeName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DeciderId = table.Column<long>(type: "INTEGER", nullable: true),
                    DeciderName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AppealReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AppealedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AppealDeciderId = table.Column<long>(type: "INTEGER", nullable: true),
                    AppealDeciderName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClaimedMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudCases", x => x.Id);
                    table.CheckConstraint("CK_FraudCases_Appeal", "\"AppealDeciderId\" is null or \"AppealDeciderId\" <> \"DeciderId\"");
                    table.CheckConstraint("CK_FraudCases_Decider", "\"DeciderId\" is null or \"DeciderId\" <> \"OpenerId\"");
                });

            migrationBuilder.CreateTable(
                name: "FraudRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Markets = table.Column<int>(type: "INTEGER", nullable: false),
                    Vendors = table.Column<int>(type: "INTEGER", nullable: false),
                    Redemptions = table.Column<int>(type: "INTEGER", nullable: false),
                    Signals = table.Column<int>(type: "INTEGER", nullable: false),
                    Flagged = table.Column<int>(type: "INTEGER", nullable: false),
                    Milliseconds = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FreeIssueLists",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    SameBy = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    TotalMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Needed = table.Column<int>(type: "INTEGER", nullable: false),
                    MakerId = table.Column<long>(type: "INTEGER", nullable: false),
                    MakerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FreeIssueLists", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FreeIssueLists_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionDeliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    ReceivedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionDeliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionPayments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    Way = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Means = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionPayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Institutions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    NameKo = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    NameZh = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    BusinessNumber = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    ContactName = table.Column<byte[]>(type: "BLOB", maxLength: 500, nullable: true),
                    ContactPhone = table.Column<byte[]>(type: "BLOB", maxLength: 500, nullable: true),
                    ContactEmail = table.Column<byte[]>(type: "BLOB", maxLength: 500, nullable: true),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: true),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Institutions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Institutions_Markets_MarketId",
                        column: x => x.MarketId,
                        principalTable: "Markets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VoucherGifts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    VoucherId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromWalletId = table.Column<long>(type: "INTEGER", nullable: false),
                    ToWalletId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OfferedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherGifts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherPrintFiles",
                columns: table => new
                {
                    BatchId = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    OwnerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", maxLength: 120, nullable: true),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadyAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FetchedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherPrintFiles", x => x.BatchId);
                    table.ForeignKey(
                        name: "FK_VoucherPrintFiles_VoucherBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "VoucherBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudFreezes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Target = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: true),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AskerId = table.Column<long>(type: "INTEGER", nullable: false),
                    AskerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CheckerId = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CheckedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LiftedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    LiftedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudFreezes", x => x.Id);
                    table.CheckConstraint("CK_FraudFreezes_Checker", "\"CheckerId\" is null or \"CheckerId\" <> \"AskerId\"");
                    table.ForeignKey(
                        name: "FK_FraudFreezes_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudNotes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Document = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FraudNotes_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudRecoveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    VendorId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudRecoveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FraudRecoveries_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudSignals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    Points = table.Column<int>(type: "INTEGER", nullable: false),
                    Values = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Rows = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudSignals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FraudSignals_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FreeIssueApprovals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ListId = table.Column<long>(type: "INTEGER", nullable: false),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ByUserId = table.Column<long>(type: "INTEGER", nullable: false),
                    ForUserId = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FreeIssueApprovals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FreeIssueApprovals_FreeIssueLists_ListId",
                        column: x => x.ListId,
                        principalTable: "FreeIssueLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FreeIssueRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    ListId = table.Column<long>(type: "INTEGER", nullable: false),
                    RowNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Person = table.Column<byte[]>(type: "BLOB", maxLength: 600, nullable: false),
                    IdentityHash = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    NameBirthHash = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    TelephoneHash = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Wallet = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SameAsRow = table.Column<int>(type: "INTEGER", nullable: true),
                    SameAsListId = table.Column<long>(type: "INTEGER", nullable: true),
                    Choice = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    SaleUid = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FreeIssueRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FreeIssueRows_FreeIssueLists_ListId",
                        column: x => x.ListId,
                        principalTable: "FreeIssueLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionOrders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    InstitutionId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    DepositedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    DeliveredMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    DeliveredCount = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    MakerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    QuotedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OrderedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DepositedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionOrders", x => x.Id);
                    table.CheckConstraint("CK_InstitutionOrders_Deposit", "\"DeliveredMinor\" + \"ReturnedMinor\" <= \"DepositedMinor\" and \"DepositedMinor\" <= \"PriceMinor\"");
                    table.ForeignKey(
                        name: "FK_InstitutionOrders_Institutions_InstitutionId",
                        column: x => x.InstitutionId,
                        principalTable: "Institutions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InstitutionOrders_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionPledges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    InstitutionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionPledges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InstitutionPledges_Institutions_InstitutionId",
                        column: x => x.InstitutionId,
                        principalTable: "Institutions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionOrderItems",
                columns: table => new
                {
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionOrderItems", x => new { x.OrderId, x.Place });
                    table.ForeignKey(
                        name: "FK_InstitutionOrderItems_InstitutionOrders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "InstitutionOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_BuyerId",
                table: "VoucherNotices",
                column: "BuyerId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_State_NextAt",
                table: "VoucherNotices",
                columns: new[] { "State", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_VendorEnrolments_ApplicationUid",
                table: "VendorEnrolments",
                column: "ApplicationUid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_AssigneeId",
                table: "FraudCases",
                column: "AssigneeId",
                filter: "\"AssigneeId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_Code",
                table: "FraudCases",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_Open",
                table: "FraudCases",
                columns: new[] { "Subject", "SubjectId" },
                unique: true,
                filter: "\"ClosedAt\" is null");

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_State_OpenedAt",
                table: "FraudCases",
                columns: new[] { "State", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_Uid",
                table: "FraudCases",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudFreezes_CaseId",
                table: "FraudFreezes",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudFreezes_Uid",
                table: "FraudFreezes",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudNotes_CaseId",
                table: "FraudNotes",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudRecoveries_CaseId",
                table: "FraudRecoveries",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudRecoveries_Uid",
                table: "FraudRecoveries",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudRecoveries_VendorId",
                table: "FraudRecoveries",
                column: "VendorId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudRuns_Day",
                table: "FraudRuns",
                column: "Day",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_CaseId",
                table: "FraudSignals",
                column: "CaseId",
                filter: "\"CaseId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_Day_Points",
                table: "FraudSignals",
                columns: new[] { "Day", "Points" });

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_MarketId_Day",
                table: "FraudSignals",
                columns: new[] { "MarketId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_Subject_SubjectId_Day_Code",
                table: "FraudSignals",
                columns: new[] { "Subject", "SubjectId", "Day", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueApprovals_ListId_ByUserId",
                table: "FreeIssueApprovals",
                columns: new[] { "ListId", "ByUserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_Code",
                table: "FreeIssueLists",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_ProgrammeId_FileHash",
                table: "FreeIssueLists",
                columns: new[] { "ProgrammeId", "FileHash" },
                unique: true,
                filter: "\"State\" <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_Uid",
                table: "FreeIssueLists",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_IdentityHash",
                table: "FreeIssueRows",
                column: "IdentityHash");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_ListId_RowNumber",
                table: "FreeIssueRows",
                columns: new[] { "ListId", "RowNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_NameBirthHash",
                table: "FreeIssueRows",
                column: "NameBirthHash");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_TelephoneHash",
                table: "FreeIssueRows",
                column: "TelephoneHash");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionDeliveries_OrderId_Place",
                table: "InstitutionDeliveries",
                columns: new[] { "OrderId", "Place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionDeliveries_Uid",
                table: "InstitutionDeliveries",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_Code",
                table: "InstitutionOrders",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_InstitutionId_State",
                table: "InstitutionOrders",
                columns: new[] { "InstitutionId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_ProgrammeId",
                table: "InstitutionOrders",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_State",
                table: "InstitutionOrders",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_Uid",
                table: "InstitutionOrders",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionPayments_OrderId",
                table: "InstitutionPayments",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionPayments_Uid",
                table: "InstitutionPayments",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionPledges_InstitutionId_Year_Currency",
                table: "InstitutionPledges",
                columns: new[] { "InstitutionId", "Year", "Currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Institutions_BusinessNumber",
                table: "Institutions",
                column: "BusinessNumber",
                unique: true,
                filter: "\"BusinessNumber\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Institutions_Code",
                table: "Institutions",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Institutions_MarketId",
                table: "Institutions",
                column: "MarketId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_Once",
                table: "VoucherGifts",
                column: "VoucherId",
                unique: true,
                filter: "\"State\" = 'Offered'");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_ToWalletId",
                table: "VoucherGifts",
                column: "ToWalletId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_Uid",
                table: "VoucherGifts",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_VoucherId",
                table: "VoucherGifts",
                column: "VoucherId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherPrintFiles_State_ExpiresAt",
                table: "VoucherPrintFiles",
                columns: new[] { "State", "ExpiresAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FraudFreezes");

            migrationBuilder.DropTable(
                name: "FraudNotes");

            migrationBuilder.DropTable(
                name: "FraudRecoveries");

            migrationBuilder.DropTable(
                name: "FraudRuns");

            migrationBuilder.DropTable(
                name: "FraudSignals");

            migrationBuilder.DropTable(
                name: "FreeIssueApprovals");

            migrationBuilder.DropTable(
                name: "FreeIssueRows");

            migrationBuilder.DropTable(
                name: "InstitutionDeliveries");

            migrationBuilder.DropTable(
                name: "InstitutionOrderItems");

            migrationBuilder.DropTable(
                name: "InstitutionPayments");

            migrationBuilder.DropTable(
                name: "InstitutionPledges");

            migrationBuilder.DropTable(
                name: "VoucherGifts");

            migrationBuilder.DropTable(
                name: "VoucherPrintFiles");

            migrationBuilder.DropTable(
                name: "FraudCases");

            migrationBuilder.DropTable(
                name: "FreeIssueLists");

            migrationBuilder.DropTable(
                name: "InstitutionOrders");

            migrationBuilder.DropTable(
                name: "Institutions");

            migrationBuilder.DropIndex(
                name: "IX_VoucherNotices_BuyerId",
                table: "VoucherNotices");

            migrationBuilder.DropIndex(
                name: "IX_VoucherNotices_State_NextAt",
                table: "VoucherNotices");

            migrationBuilder.DropIndex(
                name: "IX_VendorEnrolments_ApplicationUid",
                table: "VendorEnrolments");

            migrationBuilder.DropColumn(
                name: "BuyerId",
                table: "VoucherNotices");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "VoucherNotices");

            migrationBuilder.DropColumn(
                name: "NextAt",
                table: "VoucherNotices");

            migrationBuilder.DropColumn(
                name: "Contact",
                table: "VoucherBuyers");

            migrationBuilder.DropColumn(
                name: "ApplicationUid",
                table: "VendorEnrolments");

            migrationBuilder.DropColumn(
                name: "CapUid",
                table: "VendorEnrolments");

            migrationBuilder.DropColumn(
                name: "Counts",
                table: "PaymentTenders");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_State_CreatedAt",
                table: "VoucherNotices",
                columns: new[] { "State", "CreatedAt" });
        }
    }
}
