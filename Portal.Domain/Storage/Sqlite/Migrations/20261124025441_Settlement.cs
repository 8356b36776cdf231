using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Settlement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BankHolidays",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankHolidays", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FeeRules",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OperatorId = table.Column<long>(type: "INTEGER", nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: true),
                    Tender = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Acquirer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Class = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RatePpm = table.Column<int>(type: "INTEGER", nullable: false),
                    FixedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    MinMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    MaxMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    VatPpm = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnsOnRefund = table.Column<bool>(type: "INTEGER", nullable: false),
                    MakerId = table.Column<long>(type: "INTEGER", nullable: false),
                    MakerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApproverId = table.Column<long>(type: "INTEGER", nullable: true),
                    ApproverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ApprovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RejectedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeeRules", x => x.Id);
                    table.CheckConstraint("CK_FeeRules_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\"");
                    table.ForeignKey(
                        name: "FK_FeeRules_Markets_MarketId",
                        column: x => x.MarketId,
                        principalTable: "Markets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FeeRules_Operators_OperatorId",
                        column: x => x.OperatorId,
                        principalTable: "Operators",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OperatorAccounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    OperatorId = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 34, nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CutOffMinutes = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OperatorAccounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OperatorAccounts_Operators_OperatorId",
                        column: x => x.OperatorId,
                        principalTable: "Operators",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SettlementRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OperatorId = table.Column<long>(type: "INTEGER", nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Open = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PreviousId = table.Column<long>(type: "INTEGER", nullable: true),
                    Through = table.Column<long>(type: "INTEGER", nullable: false),
                    Vendors = table.Column<int>(type: "INTEGER", nullable: false),
                    Payouts = table.Column<int>(type: "INTEGER", nullable: false),
                    Movements = table.Column<int>(type: "INTEGER", nullable: false),
                    MakerId = table.Column<long>(type: "INTEGER", nullable: false),
                    MakerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApproverId = table.Column<long>(type: "INTEGER", nullable: true),
                    ApproverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Opening = table.Column<long>(type: "INTEGER", nullable: false),
                    Sales = table.Column<long>(type: "INTEGER", nullable: false),
                    Refunds = table.Column<long>(type: "INTEGER", nullable: false),
                    Others = table.Column<long>(type: "INTEGER", nullable: false),
                    Fees = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax = table.Column<long>(type: "INTEGER", nullable: false),
                    Rounding = table.Column<long>(type: "INTEGER", nullable: false),
                    Released = table.Column<long>(type: "INTEGER", nullable: false),
                    Payout = table.Column<long>(type: "INTEGER", nullable: false),
                    Held = table.Column<long>(type: "INTEGER", nullable: false),
                    Carried = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlementRuns", x => x.Id);
                    table.CheckConstraint("CK_SettlementRuns_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\"");
                    table.ForeignKey(
                        name: "FK_SettlementRuns_Markets_MarketId",
                        column: x => x.MarketId,
                        principalTable: "Markets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SettlementRuns_Operators_OperatorId",
                        column: x => x.OperatorId,
                        principalTable: "Operators",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SettlementTerms",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    CardDays = table.Column<int>(type: "INTEGER", nullable: false),
                    PartnerDays = table.Column<int>(type: "INTEGER", nullable: false),
                    TransferDays = table.Column<int>(type: "INTEGER", nullable: false),
                    WalletDays = table.Column<int>(type: "INTEGER", nullable: false),
                    VoucherDays = table.Column<int>(type: "INTEGER", nullable: false),
                    MinPayout = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeUnit = table.Column<long>(type: "INTEGER", nullable: false),
                    MakerId = table.Column<long>(type: "INTEGER", nullable: false),
                    MakerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApproverId = table.Column<long>(type: "INTEGER", nullable: true),
                    ApproverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ApprovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RejectedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlementTerms", x => x.Id);
                    table.CheckConstraint("CK_SettlementTerms_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\"");
                    table.ForeignKey(
                        name: "FK_SettlementTerms_Markets_MarketId",
                        column: x => x.MarketId,
                        principalTable: "Markets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VendorFeeClasses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VendorId = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Class = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorFeeClasses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VendorFeeClasses_Vendors_VendorId",
                        column: x => x.VendorId,
                        principalTable: "Vendors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PayoutFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RunId = table.Column<long>(type: "INTEGER", nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Payouts = table.Column<int>(type: "INTEGER", nullable: false),
                    Sum = table.Column<long>(type: "INTEGER", nullable: false),
                    ExecuteOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CutOffAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    MakerId = table.Column<long>(type: "INTEGER", nullable: false),
                    MakerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApproverId = table.Column<long>(type: "INTEGER", nullable: true),
                    ApproverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayoutFiles", x => x.Id);
                    table.CheckConstraint("CK_PayoutFiles_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\"");
                    table.ForeignKey(
                        name: "FK_PayoutFiles_OperatorAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OperatorAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PayoutFiles_SettlementRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "SettlementRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SettlementItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RunId = table.Column<long>(type: "INTEGER", nullable: false),
                    VendorId = table.Column<long>(type: "INTEGER", nullable: false),
                    Tender = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Acquirer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeRuleId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlementItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SettlementItems_SettlementRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "SettlementRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SettlementLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RunId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    VendorId = table.Column<long>(type: "INTEGER", nullable: false),
                    Movements = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldSoFar = table.Column<long>(type: "INTEGER", nullable: false),
                    NotPaid = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Opening = table.Column<long>(type: "INTEGER", nullable: false),
                    Sales = table.Column<long>(type: "INTEGER", nullable: false),
                    Refunds = table.Column<long>(type: "INTEGER", nullable: false),
                    Others = table.Column<long>(type: "INTEGER", nullable: false),
                    Fees = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax = table.Column<long>(type: "INTEGER", nullable: false),
                    Rounding = table.Column<long>(type: "INTEGER", nullable: false),
                    Released = table.Column<long>(type: "INTEGER", nullable: false),
                    Payout = table.Column<long>(type: "INTEGER", nullable: false),
                    Held = table.Column<long>(type: "INTEGER", nullable: false),
                    Carried = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlementLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SettlementLines_SettlementRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "SettlementRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SettlementLines_Vendors_VendorId",
                        column: x => x.VendorId,
                        principalTable: "Vendors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SettlementReaches",
                columns: table => new
                {
                    RunId = table.Column<long>(type: "INTEGER", nullable: false),
                    Tender = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Through = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlementReaches", x => new { x.RunId, x.Tender });
                    table.ForeignKey(
                        name: "FK_SettlementReaches_SettlementRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "SettlementRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Payouts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RunId = table.Column<long>(type: "INTEGER", nullable: false),
                    OperatorId = table.Column<long>(type: "INTEGER", nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: false),
                    VendorId = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    FileId = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ReasonText = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    InsteadOfId = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Payouts_PayoutFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "PayoutFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Payouts_SettlementRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "SettlementRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Payouts_Vendors_VendorId",
                        column: x => x.VendorId,
                        principalTable: "Vendors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PayoutAnswers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PayoutId = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    FileHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayoutAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PayoutAnswers_Payouts_PayoutId",
                        column: x => x.PayoutId,
                        principalTable: "Payouts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BankHolidays_Country_Day",
                table: "BankHolidays",
                columns: new[] { "Country", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FeeRules_MarketId",
                table: "FeeRules",
                column: "MarketId");

            migrationBuilder.CreateIndex(
                name: "IX_FeeRules_OperatorId_Currency_Tender",
                table: "FeeRules",
                columns: new[] { "OperatorId", "Currency", "Tender" });

            migrationBuilder.CreateIndex(
                name: "IX_FeeRules_Uid",
                table: "FeeRules",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OperatorAccounts_OperatorId_Code",
                table: "OperatorAccounts",
                columns: new[] { "OperatorId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PayoutAnswers_PayoutId",
                table: "PayoutAnswers",
                column: "PayoutId");

            migrationBuilder.CreateIndex(
                name: "IX_PayoutFiles_AccountId",
                table: "PayoutFiles",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_PayoutFiles_RunId",
                table: "PayoutFiles",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_PayoutFiles_Uid",
                table: "PayoutFiles",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_FileId",
                table: "Payouts",
                column: "FileId",
                filter: "\"FileId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_InsteadOfId",
                table: "Payouts",
                column: "InsteadOfId",
                unique: true,
                filter: "\"InsteadOfId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_RunId_State",
                table: "Payouts",
                columns: new[] { "RunId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_Uid",
                table: "Payouts",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_VendorId",
                table: "Payouts",
                column: "VendorId");

            migrationBuilder.CreateIndex(
                name: "IX_SettlementItems_RunId_VendorId",
                table: "SettlementItems",
                columns: new[] { "RunId", "VendorId" });

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_RunId_Number",
                table: "SettlementLines",
                columns: new[] { "RunId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_RunId_VendorId",
                table: "SettlementLines",
                columns: new[] { "RunId", "VendorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_VendorId",
                table: "SettlementLines",
                column: "VendorId");

            migrationBuilder.CreateIndex(
                name: "IX_SettlementRuns_MarketId_On",
                table: "SettlementRuns",
                columns: new[] { "MarketId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_SettlementRuns_Open",
                table: "SettlementRuns",
                column: "Open",
                unique: true,
                filter: "\"Open\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_SettlementRuns_OperatorId",
                table: "SettlementRuns",
                column: "OperatorId");

            migrationBuilder.CreateIndex(
                name: "IX_SettlementRuns_Uid",
                table: "SettlementRuns",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SettlementTerms_MarketId_From",
                table: "SettlementTerms",
                columns: new[] { "MarketId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_SettlementTerms_Uid",
                table: "SettlementTerms",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VendorFeeClasses_VendorId_From",
                table: "VendorFeeClasses",
                columns: new[] { "VendorId", "From" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BankHolidays");

            migrationBuilder.DropTable(
                name: "FeeRules");

            migrationBuilder.DropTable(
                name: "PayoutAnswers");

            migrationBuilder.DropTable(
                name: "SettlementItems");

            migrationBuilder.DropTable(
                name: "SettlementLines");

            migrationBuilder.DropTable(
                name: "SettlementReaches");

            migrationBuilder.DropTable(
                name: "SettlementTerms");

            migrationBuilder.DropTable(
                name: "VendorFeeClasses");

            migrationBuilder.DropTable(
                name: "Payouts");

            migrationBuilder.DropTable(
                name: "PayoutFiles");

            migrationBuilder.DropTable(
                name: "OperatorAccounts");

            migrationBuilder.DropTable(
                name: "SettlementRuns");
        }
    }
}
