package com.flowex.tenants.app;

import com.flowex.access.http.response.Json;
import com.flowex.access.tenancy.Tenant;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.TenantExport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Export of a tenant as lines of JSON, {@code {"kind": …, "value": …}}: the rows of all services, in one database
 * snapshot. The last line shows that the export is complete.
 */
public final class TenantExporter {

    public static final String CONTENT_TYPE = "application/x-ndjson";

    private static final int ROWS_AT_A_TIME = 500;

    private final Database database;
    private final List<TenantExport> parts;

    public TenantExporter(Database database, List<TenantExport> parts) {
        this.database = database;
        this.parts = List.copyOf(parts);
    }

    /** Writes the export. */
    public void write(Tenant tenant, OutputStream out) throws IOException {
        try {
            long lines = database.snapshot(tenant.number(), connection -> write(connection, tenant, out));
            line(out, "end", new String(Json.bytes(Map.of("lines", lines)), StandardCharsets.UTF_8));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private long write(Connection connection, Tenant tenant, OutputStream out) throws SQLException {
        try {
            line(out, "tenant", new String(Json.bytes(TenantBody.of(tenant)), StandardCharsets.UTF_8));
            long lines = 1;
            for (TenantExport part : parts) {
                lines += write(connection, part, tenant.number(), out);
            }
            return lines;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static long write(Connection connection, TenantExport part, int tenant, OutputStream out)
            throws SQLException, IOException {
        long lines = 0;
        try (PreparedStatement select = connection.prepareStatement(part.sql())) {
            select.setInt(1, tenant);
            select.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    line(out, part.kind(), row.getString(1));
                    lines++;
                }
            }
        }
        return lines;
    }

    private static void line(OutputStream out, String kind, String json) throws IOException {
        out.write(("{\"kind\":\"" + kind + "\",\"value\":" + json + "}\n").getBytes(StandardCharsets.UTF_8));
    }
}
