using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RecordDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_MerchantNumbers_Issuer_Number",
                table: "MerchantNumbers");

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "Vendors",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedAt",
                table: "PayoutAccountChanges",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UsedAt",
                table: "Documents",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Arrears",
                type: "TEXT",
                nullable: true);

            // What the new columns would hold had they been there before.
            migrationBuilder.Sql("update \"Documents\" set \"UsedAt\" = \"CreatedAt\"");
            migrationBuilder.Sql("update \"PayoutAccountChanges\" set \"EndedAt\" = coalesce(\"AppliedAt\", \"DecidedAt\") where \"AppliedAt\" is not null or (\"DecidedAt\" is not null and \"EffectiveAt\" is null)");
            migrationBuilder.Sql("update \"Vendors\" set \"ClosedAt\" = (select max(a.\"At\") from \"AuditEntries\" a where a.\"SubjectKind\" = 'vendor' and a.\"SubjectId\" = \"Vendors\".\"Id\" and a.\"Action\" = 'vendor.closed') where \"Status\" = 'Closed'");

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    MarketId = table.Column<long>(type: "INTEGER", nullable: false),
                    StallId = table.Column<long>(type: "INTEGER", nullable: true),
                    VendorId = table.Column<long>(type: "INTEGER", nullable: true),
                    TenancyId = table.Column<long>(type: "INTEGER", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PersonKeyId = table.Column<long>(type: "INTEGER", nullable: true),
                    AddedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attachments", x => x.Id);
                    table.CheckConstraint("CK_Attachments_OneOwner", "(\"StallId\" is null and \"VendorId\" is null) or (\"StallId\" is null and \"TenancyId\" is null) or (\"VendorId\" is null and \"TenancyId\" is null)");
                    table.ForeignKey(
                        name: "FK_Attachments_Markets_MarketId",
                        column: x => x.MarketId,
                        principalTable: "Markets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Attachments_PersonKeys_PersonKeyId",
                        column: x => x.PersonKeyId,
                        principalTable: "PersonKeys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Attachments_Stalls_StallId",
                        column: x => x.StallId,
                        principalTable: "Stalls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Attachments_Tenancies_TenancyId",
                        column: x => x.TenancyId,
                        principalTable: "Tenancies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Attachments_Vendors_VendorId",
                        column: x => x.VendorId,
                        principalTable: "Vendors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ImportUndos",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ImportId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    Result = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportUndos", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportUndos_ImportChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "ImportChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ImportUndos_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PayoutAccountChanges_Waiting",
                table: "PayoutAccountChanges",
                column: "VendorId",
                unique: true,
                filter: "\"EndedAt\" is null");

            migrationBuilder.CreateIndex(
                name: "IX_MerchantNumbers_Issuer_Number",
                table: "MerchantNumbers",
                columns: new[] { "Issuer", "Number" },
                unique: true,
                filter: "\"ArchivedAt\" is null");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_Hash",
                table: "Attachments",
                column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_MarketId",
                table: "Attachments",
                column: "MarketId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_PersonKeyId",
                table: "Attachments",
                column: "PersonKeyId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_StallId",
                table: "Attachments",
                column: "StallId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_TenancyId",
                table: "Attachments",
                column: "TenancyId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_Uid",
                table: "Attachments",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_VendorId",
                table: "Attachments",
                column: "VendorId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportUndos_ChangeId",
                table: "ImportUndos",
                column: "ChangeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportUndos_ImportId_Result",
                table: "ImportUndos",
                columns: new[] { "ImportId", "Result" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Attachments");

            migrationBuilder.DropTable(
                name: "ImportUndos");

            migrationBuilder.DropIndex(
                name: "IX_PayoutAccountChanges_Waiting",
                table: "PayoutAccountChanges");

            migrationBuilder.DropIndex(
                name: "IX_MerchantNumbers_Issuer_Number",
                table: "MerchantNumbers");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "Vendors");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "PayoutAccountChanges");

            migrationBuilder.DropColumn(
                name: "UsedAt",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Arrears");

            migrationBuilder.CreateIndex(
                name: "IX_MerchantNumbers_Issuer_Number",
                table: "MerchantNumbers",
                columns: new[] { "Issuer", "Number" });
        }
    }
}
