using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.SqlServer.Migrations
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

            migrationBuilder.CreateIndex(
                name: "IX_Vendors_Search",
                table: "Vendors",
                columns: new[] { "TradeName", "Id", "SearchText", "PhoneTail", "OwnerIndex", "ArchivedAt" },
                filter: "\"ArchivedAt\" is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Vendors_BusinessNumber_MarketId",
                table: "Vendors");

            migrationBuilder.DropIndex(
                name: "IX_Vendors_Filters",
                table: "Vendors");

            migrationBuilder.DropIndex(
                name: "IX_Vendors_List",
                table: "Vendors");

            migrationBuilder.DropIndex(
                name: "IX_Vendors_Search",
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
