using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class VendorListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Vendors_MarketId_BusinessNumber",
                table: "Vendors");

            migrationBuilder.DropIndex(
                name: "IX_Vendors_TradeName_Id",
                table: "Vendors");

            migrationBuilder.CreateIndex(
                name: "IX_Vendors_BusinessNumber_MarketId",
                table: "Vendors",
                columns: new[] { "BusinessNumber", "MarketId" },
                unique: true,
                filter: "\"BusinessNumber\" is not null and \"ArchivedAt\" is null");

            migrationBuilder.CreateIndex(
                name: "IX_Vendors_Filters",
                table: "Vendors",
                columns: new[] { "CreatedAt", "Id", "Status", "Verdict", "NumberKind", "Categories", "MarketId", "ArchivedAt" },
                filter: "\"ArchivedAt\" is null");

            migrationBuilder.CreateIndex(
                name: "IX_Vendors_List",
                table: "Vendors",
                columns: new[] { "TradeName", "Id", "ArchivedAt" },
                filter: "\"ArchivedAt\" is null");

            // Quick search finds any part of three letters or more by this index. The extension comes with PostgreSQL and may be made by the owner of
            // the database; where it is missing or forbidden, quick search walks over the texts.
            migrationBuilder.Sql("""
                do $search$ begin
                    create extension if not exists pg_trgm;
                    create index if not exists "IX_Vendors_SearchText" on "Vendors" using gin ("SearchText" gin_trgm_ops) where "ArchivedAt" is null;
                exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
                    raise notice 'pg_trgm cannot be had: quick search has no index';
                end $search$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""drop index if exists "IX_Vendors_SearchText";""");

            migrationBuilder.DropIndex(
                name: "IX_Vendors_BusinessNumber_MarketId",
                table: "Vendors");

            migrationBuilder.DropIndex(
                name: "IX_Vendors_Filters",
                table: "Vendors");

            migrationBuilder.DropIndex(
                name: "IX_Vendors_List",
                table: "Vendors");

            migrationBuilder.CreateIndex(
                name: "IX_Vendors_MarketId_BusinessNumber",
                table: "Vendors",
                columns: new[] { "MarketId", "BusinessNumber" },
                unique: true,
                filter: "\"BusinessNumber\" is not null and \"ArchivedAt\" is null");

            migrationBuilder.CreateIndex(
                name: "IX_Vendors_TradeName_Id",
                table: "Vendors",
                columns: new[] { "TradeName", "Id" });
        }
    }
}
