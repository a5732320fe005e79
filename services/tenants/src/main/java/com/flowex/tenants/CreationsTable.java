package com.flowex.tenants;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.TenantRows;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantDirectory;
import com.flowex.platform.tenancy.TenantsTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Tenants and what is left to do for them: both in one transaction. */
final class CreationsTable {

    private static final String INSERT = "INSERT INTO tenants.creations (tenant_id, plan) VALUES (?, ?::jsonb)";
    private static final String SELECT = "SELECT plan::text FROM tenants.creations WHERE tenant_id = ?";
    private static final String DELETE = "DELETE FROM tenants.creations WHERE tenant_id = ?";

    private final Database database;
    private final TenantDirectory directory;

    CreationsTable(Database database, TenantDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** The tenant, being made; empty if its slug or one of its hosts is taken. */
    Optional<Tenant> begin(Tenant wanted, Plan plan) {
        return directory.change(connection -> {
            Optional<Tenant> begun = TenantsTable.insert(connection, wanted);
            if (begun.isEmpty()) {
                connection.rollback();
                return begun;
            }
            TenantRows.only(connection, begun.get().number());
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setInt(1, begun.get().number());
                insert.setString(2, plan.json());
                insert.executeUpdate();
            }
            return begun;
        });
    }

    Optional<Plan> left(int tenant) {
        return database.query(tenant, connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setInt(1, tenant);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(Plan.parse(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    /** Everything is done: the tenant is active. */
    Tenant done(int tenant) {
        return directory.change(connection -> {
            TenantRows.only(connection, tenant);
            forget(connection, tenant);
            Tenant made = TenantsTable.locked(connection, tenant).orElseThrow();
            if (made.status() != Tenant.Status.CREATING) {
                return made;
            }
            Tenant active = Changes.in(made, Tenant.Status.ACTIVE);
            TenantsTable.update(connection, active);
            return active;
        });
    }

    static void forget(Connection connection, int tenant) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setInt(1, tenant);
            delete.executeUpdate();
        }
    }
}
