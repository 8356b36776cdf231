using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Domain.Storage.Postgres.Migrations
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
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedAt",
                table: "PayoutAccountChanges",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "SubjectCode",
                table: "ImportChanges",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(40)",
                oldMaxLength: 40,
                oldCollation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "UsedAt",
                table: "Documents",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Arrears",
                type: "timestamp with time zone",
                nullable: true);

            // What the new columns would hold had they been there before.
            migrationBuilder.Sql("update \"Documents\" set \"UsedAt\" = \"CreatedAt\"");
            migrationBuilder.Sql("update \"PayoutAccountChanges\" set \"EndedAt\" = coalesce(\"AppliedAt\", \"DecidedAt\") where \"AppliedAt\" is not null or (\"DecidedAt\" is not null and \"EffectiveAt\" is null)");
            migrationBuilder.Sql("update \"Vendors\" set \"ClosedAt\" = (select max(a.\"At\") from \"AuditEntries\" a where a.\"SubjectKind\" = 'vendor' and a.\"SubjectId\" = \"Vendors\".\"Id\" and a.\"Action\" = 'vendor.closed') where \"Status\" = 'Closed'");

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    MarketId = table.Column<long>(type: "bigint", nullable: false),
                    StallId = table.Column<long>(type: "bigint", nullable: true),
                    VendorId = table.Column<long>(type: "bigint", nullable: true),
                    TenancyId = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    ContentType = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    PersonKeyId = table.Column<long>(type: "bigint", nullable: true),
                    AddedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    AddedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ImportId = table.Column<long>(type: "bigint", nullable: false),
                    ChangeId = table.Column<long>(type: "bigint", nullable: false),
                    Result = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C")
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

            migrationBuilder.AlterColumn<string>(
                name: "SubjectCode",
                table: "ImportChanges",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(60)",
                oldMaxLength: 60,
                oldCollation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_MerchantNumbers_Issuer_Number",
                table: "MerchantNumbers",
                columns: new[] { "Issuer", "Number" });
        }
    }
}
