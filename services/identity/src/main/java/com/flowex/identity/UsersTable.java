package com.flowex.identity;

import com.flowex.platform.access.Role;
import com.flowex.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The users. */
final class UsersTable {

    private static final String COLUMNS =
            "id, tenant_id, email, password_hash, first_name, last_name, roles, account_opened, created_at";
    private static final String INSERT = """
            INSERT INTO identity.users (tenant_id, email, password_hash, first_name, last_name, roles)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, email) DO NOTHING
            RETURNING\s""" + COLUMNS;
    private static final String BY_EMAIL =
            "SELECT " + COLUMNS + " FROM identity.users WHERE tenant_id = ? AND email = ?";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM identity.users WHERE id = ?";
    private static final String OPENED = "UPDATE identity.users SET account_opened = true WHERE id = ?";

    /** The tenant of the default profile; more come with multi-tenancy. */
    private static final int TENANT = 1;

    private final Database database;

    UsersTable(Database database) {
        this.database = database;
    }

    /** A user to be. */
    record NewUser(EmailAddress email, String passwordHash, String firstName, String lastName, Set<Role> roles) {}

    /** The new user, durable; empty if the address is taken. */
    Optional<User> insert(NewUser user) {
        return database.query(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setInt(1, TENANT);
                insert.setString(2, user.email().value());
                insert.setString(3, user.passwordHash());
                insert.setString(4, user.firstName());
                insert.setString(5, user.lastName());
                insert.setArray(6, connection.createArrayOf("text", labels(user.roles())));
                return one(insert);
            }
        });
    }

    Optional<User> byEmail(EmailAddress email) {
        return database.query(connection -> {
            try (PreparedStatement select = connection.prepareStatement(BY_EMAIL)) {
                select.setInt(1, TENANT);
                select.setString(2, email.value());
                return one(select);
            }
        });
    }

    Optional<User> byId(long id) {
        return database.query(connection -> byId(connection, id));
    }

    static Optional<User> byId(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
            select.setLong(1, id);
            return one(select);
        }
    }

    void accountOpened(long id) {
        database.query(connection -> {
            try (PreparedStatement update = connection.prepareStatement(OPENED)) {
                update.setLong(1, id);
                return update.executeUpdate();
            }
        });
    }

    private static Optional<User> one(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(user(row)) : Optional.empty();
        }
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                roles((String[]) row.getArray(7).getArray()),
                row.getBoolean(8),
                row.getTimestamp(9).toInstant());
    }

    private static Object[] labels(Set<Role> roles) {
        return roles.stream().sorted().map(Role::label).toArray();
    }

    private static Set<Role> roles(String[] labels) {
        return Arrays.stream(labels).map(label -> Role.of(label).orElseThrow()).collect(Collectors.toUnmodifiableSet());
    }
}
