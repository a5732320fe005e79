package com.flowex.p2p.store.method;

import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.MethodField;
import com.flowex.p2p.rule.method.Reversibility;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Payment methods that operators of a tenant have added or changed. */
public final class MethodsTable {

    private static final String ALL = """
            SELECT code, version, name, country, currency, reversibility, fields, max_payment, cool_down_hours, is_on
            FROM p2p.methods WHERE tenant_id = ? ORDER BY code LIMIT ?""";
    private static final String PUT = """
            INSERT INTO p2p.methods (tenant_id, code, version, name, country, currency, reversibility, fields,
            max_payment, cool_down_hours, is_on, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, code) DO UPDATE SET version = excluded.version, name = excluded.name,
            country = excluded.country, currency = excluded.currency, reversibility = excluded.reversibility,
            fields = excluded.fields, max_payment = excluded.max_payment,
            cool_down_hours = excluded.cool_down_hours, is_on = excluded.is_on, changed_at = excluded.changed_at""";

    private static final int FIELD_PARTS = 4;

    private MethodsTable() {}

    /** Serializes changes of a tenant's methods. */
    public static void lock(Transaction connection, int tenant) {
        Sql.alone(connection, "p2p methods of " + tenant);
    }

    /** Returns the rows, by code. */
    public static List<MethodDefinition> all(Transaction connection, int tenant, int limit) {
        return Sql.all(connection, MethodsTable::read, ALL, tenant, limit);
    }

    /** Adds or replaces a row. */
    public static void put(Transaction connection, int tenant, MethodDefinition method, Instant now) {
        Sql.execute(
                connection,
                PUT,
                tenant,
                method.code(),
                method.version(),
                method.name(),
                method.country(),
                method.currency(),
                method.reversibility().label(),
                method.fields().stream().map(MethodsTable::line).toArray(String[]::new),
                method.maxPayment().isPresent() ? method.maxPayment().getAsLong() : null,
                method.coolDownHours(),
                method.isOn(),
                now);
    }

    private static String line(MethodField field) {
        return String.join(
                "\t", field.key(), field.form().label(), Boolean.toString(field.isRequired()), field.label());
    }

    private static MethodField field(String line) {
        String[] parts = line.split("\t", FIELD_PARTS);
        return new MethodField(
                parts[0],
                parts[3],
                MethodField.Form.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(parts[2]));
    }

    private static MethodDefinition read(ResultSet row) throws SQLException {
        Long most = row.getObject("max_payment", Long.class);
        return new MethodDefinition(
                row.getString("code"),
                row.getInt("version"),
                row.getString("name"),
                row.getString("country"),
                row.getString("currency"),
                Reversibility.valueOf(row.getString("reversibility").toUpperCase(Locale.ROOT)),
                Arrays.stream((String[]) row.getArray("fields").getArray())
                        .map(MethodsTable::field)
                        .toList(),
                most == null ? OptionalLong.empty() : OptionalLong.of(most),
                row.getInt("cool_down_hours"),
                row.getBoolean("is_on"));
    }
}
