using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SU7Tracker.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FiguresBySource : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_figures_key",
                table: "figures");

            migrationBuilder.AddColumn<DateOnly>(
                name: "first_delivery_on",
                table: "vehicles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_zh",
                table: "vehicles",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "parent",
                table: "vehicles",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "parent_alone_until",
                table: "vehicles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "event_zh",
                table: "milestones",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "subject_zh",
                table: "milestones",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "statement_zh",
                table: "claims",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "laws",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    vehicle = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    law = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    off = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_laws", x => x.id);
                    table.ForeignKey(
                        name: "fk_laws_vehicles_vehicle",
                        column: x => x.vehicle,
                        principalTable: "vehicles",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "waits",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    vehicle = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    trim = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    stated_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    low = table.Column<long>(type: "INTEGER", nullable: true),
                    high = table.Column<long>(type: "INTEGER", nullable: true),
                    qualifier = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    published_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waits", x => x.id);
                    table.ForeignKey(
                        name: "fk_waits_sources_source",
                        column: x => x.source,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waits_vehicles_vehicle",
                        column: x => x.vehicle,
                        principalTable: "vehicles",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_figures_key",
                table: "figures",
                columns: new[] { "vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "source", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_laws_vehicle",
                table: "laws",
                column: "vehicle");

            migrationBuilder.CreateIndex(
                name: "ix_waits_source",
                table: "waits",
                column: "source");

            migrationBuilder.CreateIndex(
                name: "ix_waits_vehicle",
                table: "waits",
                column: "vehicle");

            migrationBuilder.Sql("drop trigger figures_no_replace;");
            migrationBuilder.RefuseReplacementOnSqlite(
                "figures", "vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "source", "revision");
            migrationBuilder.MarkEarlierFigures("cast((julianday('now') - 1721425.5) * 864000000000 as integer)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger figures_no_replace;");
            migrationBuilder.RefuseReplacementOnSqlite("figures", "vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "revision");

            migrationBuilder.DropTable(
                name: "laws");

            migrationBuilder.DropTable(
                name: "waits");

            migrationBuilder.DropIndex(
                name: "ux_figures_key",
                table: "figures");

            migrationBuilder.DropColumn(
                name: "first_delivery_on",
                table: "vehicles");

            migrationBuilder.DropColumn(
                name: "name_zh",
                table: "vehicles");

            migrationBuilder.DropColumn(
                name: "parent",
                table: "vehicles");

            migrationBuilder.DropColumn(
                name: "parent_alone_until",
                table: "vehicles");

            migrationBuilder.DropColumn(
                name: "event_zh",
                table: "milestones");

            migrationBuilder.DropColumn(
                name: "subject_zh",
                table: "milestones");

            migrationBuilder.DropColumn(
                name: "statement_zh",
                table: "claims");

            migrationBuilder.CreateIndex(
                name: "ux_figures_key",
                table: "figures",
                columns: new[] { "vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "revision" },
                unique: true);
        }
    }
}
