using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class QuickSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Vendors_Number",
                table: "Vendors",
                columns: new[] { "MarketId", "ArchivedAt" },
                filter: "\"ArchivedAt\" is null");

            // The index of trigrams knew no word of two letters, which most Korean and Chinese words have.
            migrationBuilder.Sql("""drop index if exists "IX_Vendors_SearchText";""");
            migrationBuilder.Sql(PairSearch.PostgresFunctions);
            migrationBuilder.Sql("""create index "IX_Vendors_Pairs" on "Vendors" using gin (portal_pairs("SearchText")) where "ArchivedAt" is null;""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop index if exists "IX_Vendors_Pairs";
                drop function if exists portal_may_contain(text, text);
                drop function if exists portal_pairs(text);
                """);

            migrationBuilder.DropIndex(
                name: "IX_Vendors_Number",
                table: "Vendors");
        }
    }
}
