using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class VoucherCloseWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DrawerCounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DrawerId = table.Column<long>(type: "bigint", nullable: false),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    Book = table.Column<int>(type: "int", nullable: false),
                    CounterId = table.Column<long>(type: "bigint", nullable: false),
                    CounterName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CountedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CheckerId = table.Column<long>(type: "bigint", nullable: true),
                    CheckerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Comment = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DrawerCounts", x => x.Id);
                    table.CheckConstraint("CK_DrawerCounts_Two", "\"CheckerId\" is null or \"CheckerId\" <> \"CounterId\"");
                    table.ForeignKey(
                        name: "FK_DrawerCounts_VoucherDrawers_DrawerId",
                        column: x => x.DrawerId,
                        principalTable: "VoucherDrawers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DrawerCounts_VoucherOffices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "VoucherOffices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DrawerCountLines",
                columns: table => new
                {
                    CountId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    Book = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DrawerCountLines", x => new { x.CountId, x.Place });
                    table.ForeignKey(
                        name: "FK_DrawerCountLines_DrawerCounts_CountId",
                        column: x => x.CountId,
                        principalTable: "DrawerCounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DrawerCountLines_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCountLines_ProgrammeId",
                table: "DrawerCountLines",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCounts_Code",
                table: "DrawerCounts",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCounts_DrawerId_BusinessDate",
                table: "DrawerCounts",
                columns: new[] { "DrawerId", "BusinessDate" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCounts_OfficeId_BusinessDate",
                table: "DrawerCounts",
                columns: new[] { "OfficeId", "BusinessDate" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DrawerCountLines");

            migrationBuilder.DropTable(
                name: "DrawerCounts");
        }
    }
}
