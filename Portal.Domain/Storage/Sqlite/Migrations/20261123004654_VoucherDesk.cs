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
                name: "FraudCases");
        }
    }
}
