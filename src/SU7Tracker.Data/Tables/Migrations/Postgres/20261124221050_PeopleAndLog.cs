using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SU7Tracker.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PeopleAndLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "forgotten_at",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "users",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "batch",
                table: "changes",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "undoes",
                table: "changes",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "expires_at",
                table: "api_tokens",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_used_at",
                table: "api_tokens",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner_id",
                table: "api_tokens",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "revoked_by",
                table: "api_tokens",
                type: "character varying(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "security_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    account = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    deletes_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_security_events", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_figures_change_id",
                table: "figures",
                column: "change_id");

            migrationBuilder.CreateIndex(
                name: "ix_facts_change_id",
                table: "facts",
                column: "change_id");

            migrationBuilder.CreateIndex(
                name: "ix_changes_batch",
                table: "changes",
                column: "batch");

            migrationBuilder.CreateIndex(
                name: "ix_changes_undoes",
                table: "changes",
                column: "undoes");

            migrationBuilder.CreateIndex(
                name: "ix_security_events_account_kind_id",
                table: "security_events",
                columns: new[] { "account", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_security_events_kind_id",
                table: "security_events",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_security_events_recorded_at",
                table: "security_events",
                column: "recorded_at");

            // What was said of owners before was their address.
            migrationBuilder.Sql("update api_tokens set owner_id = (select u.id from users u where u.user_name = api_tokens.owner);");
            migrationBuilder.KeepSecurityEventsOnPostgres();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "security_events");

            migrationBuilder.Sql("drop function keep_security_events();");

            migrationBuilder.DropIndex(
                name: "ix_figures_change_id",
                table: "figures");

            migrationBuilder.DropIndex(
                name: "ix_facts_change_id",
                table: "facts");

            migrationBuilder.DropIndex(
                name: "ix_changes_batch",
                table: "changes");

            migrationBuilder.DropIndex(
                name: "ix_changes_undoes",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "forgotten_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "name",
                table: "users");

            migrationBuilder.DropColumn(
                name: "batch",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "undoes",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "revoked_by",
                table: "api_tokens");
        }
    }
}
